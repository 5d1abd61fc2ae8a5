import { checkCommands, checkPinning } from "./check.ts";

checkCommands("PECL", [
  ["pecl install xdebug", "pecl add global"],
  ["pecl install -o -f redis-6.1.0 apcu", "pecl add global"],
  ["pecl upgrade xdebug", "pecl add global"],
  ["pecl install ./package.xml", "pecl install-project"],
  ["pecl config-set php_ini /etc/php.ini", "-"],
  ["pecl list", "-"],
  ["docker-php-ext-enable xdebug", "-"],
]);

checkPinning("extensions are pinned by a version", [
  ["pecl install redis-6.1.0", "pinned"],
  ["pecl install mongodb-1.20.0RC1", "pinned"],
  ["pecl install https://pecl.php.net/get/imagick-3.8.1.tgz", "pinned"],
  ["pecl install xdebug", "unpinned"],
  ["pecl install xdebug-beta", "unpinned"],
]);
