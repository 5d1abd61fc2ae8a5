import { composer } from "../../ecosystems/composer.ts";
import { checkIncludes, checkTraps, checkVersions } from "./check-files.ts";
import { checkCommands, checkPinning, invocationsOf } from "./check.ts";
import assert from "node:assert/strict";

checkCommands("Composer installs what composer.json asks for", [
  ["composer install", "composer install frozen"],
  ["composer i --no-dev", "composer install frozen"],
  ["composer install --no-scripts --no-autoloader", "composer install frozen"],
  ["composer install --no-autoloader -o", "composer install frozen"],
  ["composer --working-dir=api install", "composer install frozen"],
  ["php composer.phar install", "composer install frozen"],
  ["php -d memory_limit=-1 /usr/bin/composer install", "composer install frozen"],
  ["composer.phar install", "composer install frozen"],
  ["composer update --no-dev", "composer install"],
  ["composer update vendor/package", "composer install"],
  ["composer install -o", "composer install-project"],
  ["composer install --no-dev --optimize-autoloader", "composer install-project"],
  ["composer install --classmap-authoritative", "composer install-project"],
  ["composer install --dry-run", "-"],
  ["composer validate", "-"],
  ["composer show install", "-"],
  ["php artisan install", "-"],
  ["composer self-update", "-"],
]);

checkCommands("Composer adds, builds and cleans", [
  ["composer require monolog/monolog", "composer add project"],
  ["composer global require laravel/installer", "composer add global"],
  ["composer create-project laravel/laravel app", "composer add project"],
  ["composer dump-autoload --optimize", "composer build"],
  ["composer dump-autoload --classmap-authoritative --no-dev", "composer build"],
  ["composer run-script --no-dev post-install-cmd", "composer build"],
  ["composer clear-cache", "composer clean-cache"],
  ["composer remove monolog/monolog", "-"],
  ["composer config --global github-oauth.github.com x", "-"],
  ["composer --version", "-"],
]);

checkPinning("packages are pinned by an exact version", [
  ["composer require monolog/monolog:3.5.0", "pinned"],
  ["composer require monolog/monolog=3.5.0", "pinned"],
  ["composer require monolog/monolog:dev-main#0123456789abcdef", "pinned"],
  ["composer create-project laravel/laravel:11.0.3 app", "pinned pinned"],
  ["composer create-project laravel/laravel . v8.4.2", "pinned pinned pinned"],
  ["composer require guzzlehttp/guzzle 6.2.0", "pinned pinned"],
  ["composer require monolog/monolog psr/log ^3.0", "unpinned pinned pinned"],
  ["composer require monolog/monolog", "unpinned"],
  ["composer require 'monolog/monolog:^3.5'", "unpinned"],
  ["composer require monolog/monolog:dev-main", "unpinned"],
  ["composer require monolog/monolog:$VERSION", "unknown"],
]);

describe("Composer's directory", () => {
  it("is that of its own flag", () => assert.equal(invocationsOf("composer install -d api")[0]?.directory?.value, "api"));
  it("is not a setting of php", () =>
    assert.equal(invocationsOf("php -d memory_limit=-1 composer.phar install")[0]?.directory, undefined));
});

const scripts = '{"scripts":{"post-install-cmd":["@php artisan x"],"post-autoload-dump":"y","test":"phpunit"}}';
const autoload = '{"autoload":{"psr-4":{"App\\\\":"src/"},"classmap":["database"],"files":["src/helpers.php"]}}';

checkTraps(composer, [
  { name: "a plain package", files: { "composer.json": '{"require":{"php":"^8.2"},"autoload":{"psr-4":{"App\\\\":"src/"}}}' }, reasons: [] },
  { name: "scripts", files: { "composer.json": scripts }, reasons: ["the install runs the post-install-cmd script", "the install runs the post-autoload-dump script"] },
  { name: "scripts that are switched off", files: { "composer.json": scripts }, flags: ["--no-scripts"], reasons: [] },
  { name: "scripts without an autoloader", files: { "composer.json": scripts }, flags: ["--no-autoloader"], reasons: ["the install runs the post-install-cmd script"] },
  { name: "an autoloader of classes and files", files: { "composer.json": autoload }, flags: ["--no-scripts"], reasons: ["the autoloader needs the classes in database", "the autoloader loads src/helpers.php"] },
  { name: "an autoloader that is not made", files: { "composer.json": autoload }, flags: ["--no-autoloader"], reasons: [] },
  { name: "an optimized autoloader", files: { "composer.json": '{"config":{"optimize-autoloader":true}}' }, reasons: ["composer.json asks for an optimized autoloader, which looks for the project's classes"] },
  {
    name: "packages of the project, patches and further manifests",
    files: {
      "composer.json": JSON.stringify({
        repositories: [{ type: "path", url: "packages/*" }, { type: "vcs", url: "https://example.com/x" }],
        extra: { patches: { "a/b": { fix: "patches/b.patch", far: "https://example.com/b.patch" } }, "merge-plugin": { include: ["modules/*/composer.json"] } },
      }),
    },
    reasons: ["composer.json uses the packages in packages/*", "the install applies patches/b.patch", "composer.json includes modules/*/composer.json"],
  },
]);

checkIncludes(composer, [
  ["composer.json", '{"repositories":{"local":{"type":"path","url":"./packages/x"},"packagist.org":false}}', ["packages/x/"]],
  ["composer.lock", '{"repositories":[{"type":"path","url":"../x"}]}', []],
]);

checkVersions(composer, "php", [
  ["composer.json", '{"config":{"platform":{"php":"8.2.13"}},"require":{"php":">=8.1"}}', "8.2"],
  ["composer.json", '{"require":{"php":"^8.2"}}', "8"],
  ["composer.json", '{"require":{"php":"~8.2.0"}}', "8.2"],
  ["composer.json", '{"require":{"php":"~8.2"}}', "8"],
  ["composer.json", '{"require":{"php":"8.2.*"}}', "8.2"],
  ["composer.json", '{"require":{"php":">=8.1"}}', undefined],
  ["composer.json", '{"require":{"php":"^7.4 || ^8.0"}}', undefined],
  ["composer.json", '{"config":{"platform":{"php":false}}}', undefined],
  [".tool-versions", "php 8.2.13", "8.2.13"],
]);
