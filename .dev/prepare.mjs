// Makes a checkout ready to run: installs packages when the lock file changed, builds when a source changed.
// `npm start` and `npm test` call it first, so that each works as the first thing ever typed. Plain Node, no package needed.
//
//   node .dev/prepare.mjs            packages and build
//   node .dev/prepare.mjs --tools    also the system tools that the tests compare with (Debian and Ubuntu), or their names

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const MINIMUM = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  fail(`sipscope needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}.`);
}

const STAMPS = 'node_modules/.sipscope.json';

/** Programs that tests compare with, and the Debian package of each. */
const TOOLS = [
  ['tshark', 'tshark'],
  ['chromium', 'chromium'],
  ['tcpdump', 'tcpdump'],
  ['openssl', 'openssl'],
  ['ip', 'iproute2'],
  ['perl', 'perl-base'],
  ['chrt', 'util-linux'],
  ['sipp', 'sip-tester'],
  ['sngrep', 'sngrep'],
  ['tmux', 'tmux'],
];

installPackages();
build();
if (process.argv.includes('--tools')) provideTools();

function installPackages() {
  const wanted = hashOf(['package.json', 'package-lock.json']);
  if (stamps().packages === wanted) return;
  say('installing packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  remember({ packages: wanted });
}

function build() {
  const sources = ['collector', 'server', 'ui'].flatMap(filesBelow);
  const wanted = hashOf([...sources, 'tsconfig.json', 'package-lock.json']);
  if (stamps().build === wanted && existsSync('dist/program/main.js') && existsSync('dist/ui/index.html')) return;
  say('building');
  run('npm', ['run', '--silent', 'build']);
  remember({ build: wanted });
}

/** Installs what is missing when we may, else names it. Tests that need it are skipped by name; with CI=true that is a failure. */
function provideTools() {
  const missing = TOOLS.filter(([program]) => !isInstalled(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const mayInstall = process.getuid?.() === 0 && isInstalled('apt-get');
  if (mayInstall) {
    say(`installing ${packages.join(', ')}, which tests compare with`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  }
  const stillMissing = missing.filter(([program]) => !isInstalled(program));
  if (stillMissing.length === 0) return;
  const names = stillMissing.map(([, name]) => name).join(' ');
  const words = `missing: ${names}. Tests that compare with them are skipped. To run them: apt-get install ${names}`;
  if (process.env.CI === 'true') fail(`${words} (CI=true: a missing tool is a failure)`);
  say(words);
}

function isInstalled(program) {
  return (process.env.PATH ?? '').split(':').some(folder => existsSync(join(folder, program)));
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile());
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function stamps() {
  return existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {};
}

function remember(stamp) {
  mkdirSync(dirname(STAMPS), { recursive: true });
  writeFileSync(STAMPS, JSON.stringify({ ...stamps(), ...stamp }));
}

function run(command, args) {
  // Standard output belongs to the program that runs next.
  const { status, error } = spawnSync(command, args, { stdio: ['inherit', process.stderr, 'inherit'] });
  if (error !== undefined) fail(`${command} cannot be started: ${error.message}`);
  if (status !== 0) fail(`\`${[command, ...args].join(' ')}\` failed (exit ${status}); its words are above.`);
}

function say(words) {
  console.error(`sipscope: ${words}`);
}

function fail(words) {
  say(words);
  process.exit(1);
}
