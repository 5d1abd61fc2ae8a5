import { checkScripts } from "./describe-script.ts";

describe("a wrapper", () => {
  checkScripts([
    ["is sudo", "sudo x", "x [by sudo]"],
    ["is sudo with options", "sudo -u root -EH --preserve-env=A,B -n x y", "x y [by sudo]"],
    ["is sudo with attached values", "sudo -uroot --user=root --group root -nu root -- x", "x [by sudo]"],
    ["is sudo with assignments", "sudo A=1 B='x y' x", "x [by sudo, with A=1 B=x y]"],
    ["is env", "env A=1 B=$C x y", "x y [by env, with A=1 B=$C]"],
    ["is env with options", "env -i -u B --unset=C A=1 x", "x [by env, with A=1]"],
    ["is env with a lone dash", "env - A=1 x", "x [by env, with A=1]"],
    ["is env with a command line in a word", "env -S 'A=1 x y'", "x y [by env, with A=1, in script]"],
    ["is found by its last path segment", "/usr/bin/env x", "x [by env]"],
    ["is exec", "exec -a name x; exec x", "x [by exec]", "; x [by exec]"],
    ["is time", "time -p x; time A=1 x | y", "x [by time]", "; x [by time, with A=1]", "| y"],
    ["is time with options of its own", "time -f '%e' -o log x", "x [by time]"],
    ["is nice and ionice", "nice -n 5 x; nice -10 x; ionice -c2 -n 7 x", "x [by nice]", "; x [by nice]", "; x [by ionice]"],
    ["is nohup or setsid", "nohup x & setsid -w x", "x [by nohup]", "& x [by setsid]"],
    ["is timeout", "timeout 10m x; timeout -k 5 --signal KILL 10m x", "x [by timeout]", "; x [by timeout]"],
    ["is command or builtin", "command x; command -p x; builtin x", "x [by command]", "; x [by command]", "; x [by builtin]"],
    ["is stdbuf", "stdbuf -oL -e 0 x", "x [by stdbuf]"],
    ["is setpriv", "setpriv --reuid=1 --regid 1 --clear-groups x", "x [by setpriv]"],
    ["is gosu and its like", "gosu u x; su-exec u:g x; s6-setuidgid u x", "x [by gosu]", "; x [by su-exec]", "; x [by s6-setuidgid]"],
    ["is doas", "doas -u u x", "x [by doas]"],
    ["is runuser", "runuser -u u -- x; runuser -u u x", "x [by runuser]", "; x [by runuser]"],
    ["is an init", "tini -g -- x; dumb-init x", "x [by tini]", "; x [by dumb-init]"],
    ["is xvfb-run", "xvfb-run -a -s '-screen 0' --server-num 9 x", "x [by xvfb-run]"],
    ["stands inside others", "A=1 sudo -E env B=2 nice timeout 5 x", "x [by sudo env nice timeout, with A=1 B=2]"],
    ["leaves the redirects", "sudo x > y", "x [by sudo, > y]"],
  ]);
});

describe("a command that could wrap another", () => {
  checkScripts([
    ["is itself when nothing follows", "env; sudo -v; exec > x; nice", "env", "; sudo -v", "; exec [> x]", "; nice"],
    ["is itself when it only asks", "command -v x; sudo -l x", "command -v x", "; sudo -l x"],
    ["is itself when what follows is no command", "timeout 5 --foo x", "timeout 5 --foo x"],
    ["is itself when only assignments follow", "env A=1", "env A=1"],
    ["is no other name", "envsubst x; sudoedit y", "envsubst x", "; sudoedit y"],
    ["is no name that every object has", "constructor x; __proto__ y", "constructor x", "; __proto__ y"],
    ["is find, whose commands are its arguments", "find . -exec rm {} \\;", "find . -exec rm {} ;"],
  ]);
});

describe("a nested script", () => {
  checkScripts([
    ["takes the place of its shell", "a && sh -c 'b && c' && d", "a", "b [in script]", "&& c [in script]", "&& d"],
    ["follows options", 'bash -o pipefail -euxc "a | b"', "a [in script]", "| b [in script]"],
    ["follows options behind -c", "bash -c -e 'a'; bash -ceuo pipefail 'b'; bash -lc c; sh +e -c d", "a [in script]", "b [in script]", "c [in script]", "d [in script]"],
    ["is run by any shell", "/bin/ash -c a; dash -c b; zsh -c c; ksh -c d; busybox sh -c e", "a [in script]", "b [in script]", "c [in script]", "d [in script]", "e [in script]"],
    ["may have arguments", "sh -c 'a $1' sh x", "a $1 [in script]"],
    ["may hold variables of the outer shell", 'sh -c "cd $D && a --x=$Y"', "cd $D [in script]", "&& a --x=$Y [in script, at ?]"],
    ["runs a substitution once, before it", 'sh -c "a $(b) \\$(c)"', "b [in substitution]", "c [in script substitution]", "a $(b) $(c) [in script]"],
    ["is inside of another", `sh -c "bash -c 'a; b'"`, "a [in script script]", "; b [in script script]"],
    ["inherits wrappers and environment", "A=1 sudo sh -c 'B=2 env a'", "a [by sudo env, with A=1 B=2, in script]"],
    ["inherits a condition", "x || sh -c 'a'", "x", "a [in script, maybe]"],
    ["is a here-document of a shell", "bash -ex <<'X' && c\na\nb\nX", "a [in script]", "; b [in script]", "&& c"],
    ["is a here-document with substitutions", "sh <<X\na $(b) \\$(c)\nX", "b [in substitution]", "c [in script substitution]", "a $(b) $(c) [in script]"],
    ["is a text for a shell", "bash <<< 'a'; bash -s x <<< 'b'", "a [in script]", "b [in script]"],
    ["is run by su", "su - u -c 'a; b'; su u -c c; su -c d u; su -s /bin/sh u --command=e", "a [by su, in script, at ?]", "; b [by su, in script, at ?]", "c [by su, in script]", "d [by su, in script]", "e [by su, in script]"],
    ["is run by runuser", "runuser u -c a", "a [by runuser, in script]"],
    ["is run by eval", "eval 'a; b'; eval c d", "a [in script]", "; b [in script]", "c d [in script]"],
  ]);
});

describe("a shell", () => {
  checkScripts([
    ["is a command when it runs a file", "sh ./a.sh; bash -x a.sh", "sh ./a.sh", "; bash -x a.sh"],
    ["is a command when it reads a pipe", "a | sh; a | bash -s -- -y", "a", "| sh", "; a", "| bash -s -- -y"],
    ["is a command when nobody knows its script", 'sh -c "$X"; bash -c "$(a)"', "sh -c $X", "a [in substitution]", "; bash -c $(a)"],
    ["is a command without a script", "sh -c; bash -e", "sh -c", "; bash -e"],
    ["is a command when its file has a here-document", "sh a.sh <<X\nb\nX", "sh a.sh [<< b]"],
    ["is eval when nobody knows its script", 'eval "$(a)"; eval $X', "a [in substitution]", "eval $(a)", "; eval $X"],
    ["is su when it runs no script", "su u; su - u", "su u", "; su - u"],
    ["is any interpreter", "python3 -c 'a; b'; python3 <<X\na\nX", "python3 -c a; b", "; python3 [<< a]"],
  ]);
});

describe("xargs", () => {
  checkScripts([
    ["runs its command, perhaps", "a | xargs b c", "a", "| xargs b c", "b c [maybe]"],
    ["has options", "xargs -0 -n 1 -I{} --max-procs=4 -P 4 b {}", "xargs -0 -n 1 -I{} --max-procs=4 -P 4 b {}", "b {} [maybe]"],
    ["has wrappers around it and in it", "sudo xargs env A=1 b", "xargs env A=1 b [by sudo]", "b [by sudo env, with A=1, maybe]"],
    ["runs a script", "xargs sh -c 'a; b'", "xargs sh -c a; b", "a [in script, maybe]", "; b [in script, maybe]"],
    ["runs nothing", "xargs -r", "xargs -r"],
  ]);
});
