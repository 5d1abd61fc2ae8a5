/**
 * Names of Docker Official Images. A name without a slash is looked up under docker.io/library, where nothing else can be
 * published: any other bare name is an image or a context of the user's own machine.
 * Source: the library folder of github.com/docker-library/official-images; names that were retired are kept.
 */
const officialImages: ReadonlySet<string> = new Set(
  `adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash bonita
  buildpack-deps busybox caddy cassandra centos chronograf cirros clearlinux clefos clickhouse clojure composer consul convertigo couchbase
  couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang express-gateway fedora
  flink fluentd friendica fsharp gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world hitch hola-mundo httpd hylang
  ibm-semeru-runtimes ibmjava influxdb irssi jenkins jetty jobber joomla jruby julia kaazing-gateway kapacitor kibana known kong krakend lightstreamer
  liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express mono mysql nats nats-streaming neo4j neurodebian
  nextcloud nginx node notary nuxeo odoo open-liberty openjdk open-webui opensuse oraclelinux orientdb percona perl photon php php-zendserver
  phpmyadmin piwik plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star rapidoid redis redmine registry rethinkdb rocket.chat
  rockylinux ros ruby rust sapmachine satosa scratch sentry silverpeas sl solr sonarqube sourcemage spark spiped storm swarm swift swipl
  teamspeak telegraf thrift tomcat tomee traefik ubuntu ubuntu-debootstrap ubuntu-upstart unit valkey varnish vault websphere-liberty wordpress
  xwiki yourls znc zookeeper`.split(/\s+/),
);

/** What is left of an official image's tag when it names no version: the newest one, built on Alpine or with less in it. */
const variants: ReadonlySet<string> = new Set(
  "alpine slim fpm apache cli zts dind git rootless management perl otel glibc musl uclibc base devel".split(" "),
);

/** Whether a repository can be meant as an image of a registry: it has a host or a namespace, or is an official image. */
export function isRegistryImage(repository: string): boolean {
  return (repository.includes("/") && !/^localhost(:\d+)?\//.test(repository)) || officialImages.has(repository);
}

/** Images of an operating system alone, which set no variables but `PATH` and a locale. */
const distributions: ReadonlySet<string> = new Set(
  "almalinux alpine alt amazonlinux archlinux buildpack-deps busybox centos debian fedora opensuse oraclelinux photon rockylinux ubuntu".split(" "),
);

/** Whether a repository is such an image among the official ones. */
export function isDistribution(repository: string): boolean {
  return distributions.has(repository.replace(/^(docker\.io\/)?(library\/)?/, ""));
}

/** A Docker Official Image, also as `docker.io/library/node`. */
function isOfficialImage(repository: string): boolean {
  return officialImages.has(repository.replace(/^(docker\.io\/)?(library\/)?/, ""));
}

/** Whether a tag of an official image consists of such words alone: `alpine`, `fpm-alpine`. */
export function isVariant(tag: string): boolean {
  return tag.split("-").every((word) => variants.has(word));
}

/**
 * Whether the tag names no version of the image, but a variant of its newest one. Distroless images have no other tags, and
 * are rebuilt all the time; the name may tell the release that they are made from (`static-debian12`).
 * Source: the README of github.com/GoogleContainerTools/distroless.
 */
export function isNewestInVariant(repository: string, tag: string): boolean {
  if (/^gcr\.io\/distroless\/[a-z-]+$/.test(repository)) return /^(debug|nonroot|debug-nonroot)$/.test(tag);
  return isOfficialImage(repository) && isVariant(tag);
}
