/*
 * The office's month on a whole province, in acts and seconds: node month.mjs. Prints a table and ends with 1 when a task
 * takes more acts or time than it may. CHIBO_DATA: folder that holds hoa-binh/ (default ../shared/data beside the repository).
 * Seconds depend on the machine, so this is never part of tests/run; test_month.mjs counts the acts there.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, launch, newPage, chibo, finish } from './lib.mjs';
import { perform, prepare, tasks, waiting } from './month_tasks.mjs';

const ROUNDS = 3;
const folder = join(process.env.CHIBO_DATA || new URL('../../../shared/data', import.meta.url).pathname, 'hoa-binh');
if (!existsSync(join(folder, 'members.csv.gz'))) {
  console.error(`month.mjs: no ${folder}: set CHIBO_DATA to the folder that holds hoa-binh/`);
  finish();
  process.exit(2);
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const line = (task, acts, ms, seconds) => console.log(`${task.padEnd(58)} ${acts.padStart(9)}   ${ms.padStart(9)}   ${seconds.padStart(7)}`);

const server = await startServer((data) => {
  for (const [kind, file] of [['organizations', 'organizations.csv'], ['members', 'members.csv.gz'], ['discipline', 'discipline.csv'], ['targets', 'targets.csv']]) {
    chibo('import', '--data', data, kind, join(folder, file));
  }
});
const browser = await launch();
let failed = false;
try {
  const page = await newPage(browser, server);
  const about = await prepare(page, server);
  const members = (await about.see('/members?count=exact&limit=1')).total;
  console.log(`${members} members, median of ${ROUNDS} runs\n`);
  line('task', 'acts', 'ms', 'limit');
  for (const task of tasks) {
    const runs = [];
    for (let i = 0; i < ROUNDS; i++) runs.push(await perform(page, task, about));
    const acts = Math.max(...runs.map((r) => r.acts));
    const ms = median(runs.map((r) => r.ms));
    const good = acts <= task.acts && ms <= task.seconds * 1000;
    failed ||= !good;
    line(task.name, `${acts} of ${task.acts}`, ms.toFixed(0), `${task.seconds} s${good ? '' : ' !'}`);
  }
  for (const task of waiting) line(task.name, `– of ${task.acts}`, '–', `${task.seconds} s  waits for ${task.for}`);
  if (page.faults.length > 0) {
    failed = true;
    console.log(`errors on the pages: ${page.faults.join('; ')}`);
  }
} finally {
  await browser.close();
  await server.stop();
}
finish();
process.exit(failed ? 1 : 0);
