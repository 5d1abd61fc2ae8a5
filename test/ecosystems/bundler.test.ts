import assert from "node:assert/strict";
import { bundler } from "../../ecosystems/bundler.ts";
import type { Assignment } from "../../shell/command.ts";
import { classify } from "../../ecosystems/match.ts";
import { checkIncludes, checkTraps, checkVersions } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";
import { readCommand } from "./read-command.ts";

checkCommands("Bundler installs what the Gemfile asks for", [
  ["bundle install", "bundler install"],
  ["bundle", "bundler install"],
  ["bundle -j 4 --retry 5", "bundler install"],
  ["bundle install --jobs 20 --retry 5", "bundler install"],
  ["bundle install --without development test", "bundler install"],
  ["bin/bundle install --gemfile=ci/Gemfile", "bundler install"],
  ["bundle install --frozen", "bundler install frozen"],
  ["bundle install --deployment", "bundler install frozen"],
  ["bundle update", "bundler install"],
  ["bundle cache", "bundler install"],
  ["bundle config set --local frozen true", "-"],
  ["bundle config set path vendor/bundle", "-"],
  ["bundle check", "-"],
  ["bundle clean --force", "-"],
  ["bundle --version", "-"],
  ["bundle -v", "-"],
  ["bundle exec rspec", "-"],
  ["bundle install --help", "-"],
]);

checkCommands("Bundler and RubyGems add, upgrade and build", [
  ["bundle add rack", "bundler add project"],
  ["gem install bundler -v 2.6.9", "gem add global"],
  ["gem install --no-document sass", "gem add global"],
  ["gem install --local --force pups-1.4.0.gem", "gem add global"],
  ["gem update --system", "gem upgrade fetched"],
  ["gem update", "gem upgrade fetched"],
  ["gem update --system 3.5.6", "-"],
  ["gem build shop.gemspec", "gem build"],
  ["bundle exec rails assets:precompile", "bundler build"],
  ["bundle exec rake assets:clean assets:precompile", "bundler build"],
  ["./bin/rails assets:precompile", "bundler build"],
  ["gem list rack", "-"],
  ["gem fetch pups --version 1.4.0", "-"],
  ["gem --version", "-"],
  ["rails db:migrate", "-"],
]);

checkPinning("gems are pinned by an exact version", [
  ["gem install sass-embedded -v 1.62.1", "pinned"],
  ["gem install nokogiri --version 1.18.6 --no-document -- --use-system-libraries", "pinned pinned"],
  ["gem install bundler:2.5.6", "pinned"],
  ["gem install rack -v '= 3.0.8'", "pinned"],
  ["gem install ./pups-1.4.0.gem", "pinned"],
  ["gem install rack", "unpinned"],
  ["gem install rack -v '~> 3.0'", "unpinned"],
  ["gem install bundler jekyll", "unpinned unpinned"],
  ["gem install bundler -v $BUNDLER_VERSION", "unknown"],
]);

describe("variables that freeze Bundler", () => {
  const frozen = (name: string, value: string): boolean | undefined => {
    const word = { ...readCommand(value).words[0], literal: true };
    const environment: readonly Assignment[] = [{ name, value: word, range: [0, 0] }];
    return classify({ ...readCommand("bundle install"), environment }, [bundler])[0]?.frozen;
  };

  it("are set", () => {
    assert.equal(frozen("BUNDLE_FROZEN", "true"), true);
    assert.equal(frozen("BUNDLE_DEPLOYMENT", "1"), true);
  });

  it("are unset, or others", () => {
    assert.equal(frozen("BUNDLE_DEPLOYMENT", "0"), false);
    assert.equal(frozen("BUNDLE_FROZEN", "false"), false);
    assert.equal(frozen("BUNDLE_PATH", "1"), false);
  });
});

const plain = 'source "https://rubygems.org"\nruby "3.3.1"\ngem "rails", "~> 7.1" # path: "x"\n# eval_gemfile "old"\n';

checkTraps(bundler, [
  { name: "a plain Gemfile", files: { Gemfile: plain.replace(' # path: "x"', "") }, reasons: [] },
  {
    name: "files that it evaluates and requires",
    files: { Gemfile: 'require_relative "lib/gemfile_helper"\neval_gemfile "gems/ci.rb"\n' },
    reasons: ["Gemfile evaluates gems/ci.rb", "Gemfile requires lib/gemfile_helper"],
  },
  {
    name: "gems of the project",
    files: { Gemfile: 'gem "shop", path: "engines/shop"\ngem "x", :path => "./x/"\npath "components" do\n  gem "y"\nend\n' },
    reasons: ["Gemfile uses the gem in engines/shop", "Gemfile uses the gem in ./x", "Gemfile uses the gem in components"],
  },
  { name: "a gemspec", files: { Gemfile: "gemspec\n" }, reasons: ["Gemfile takes dependencies from a gemspec, which may read other files"] },
  { name: "other files", files: { Gemfile: 'gem "rails", File.read("RAILS_VERSION")' }, reasons: ["Gemfile reads other files"] },
]);

checkIncludes(bundler, [
  ["Gemfile", plain.replace(' # path: "x"', ""), []],
  ["Gemfile", 'eval_gemfile "gems/ci.rb"\nrequire_relative "./lib/helper"\n', ["gems/ci.rb", "lib/helper.rb"]],
  ["Gemfile", "require File.join(File.dirname(__FILE__), 'lib/gemfile_helper.rb')\n", ["lib/gemfile_helper.rb"]],
  ["Gemfile", 'require "json"\n', []],
  ["Gemfile", 'gemspec path: "core"\ngem "x", path: "engines/x/"\n', ["*.gemspec", "core/", "engines/x/"]],
  ["Gemfile", 'gem "x", path: "/opt/x"\ngem "y", path: "#{root}/y"\n', []],
]);

checkVersions(bundler, "ruby", [
  [".ruby-version", "3.3.1\n", "3.3.1"],
  [".ruby-version", "ruby-3.3.1", "3.3.1"],
  [".ruby-version", "jruby-9.4.5.0", undefined],
  [".tool-versions", "ruby 3.3.1\n", "3.3.1"],
  ["Gemfile", plain, "3.3.1"],
  ["Gemfile", "ruby '~> 3.3.0'\n", "3.3"],
  ["Gemfile", "ruby '~> 3.3'\n", "3"],
  ["Gemfile", "ruby '>= 3.2'\n", undefined],
  ["Gemfile", 'ruby file: ".ruby-version"\n', undefined],
  ["Gemfile", 'gem "ruby-x", "1.0.0"\n', undefined],
]);
