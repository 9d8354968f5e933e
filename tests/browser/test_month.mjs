/* The office's month in acts: no task takes more of them than was promised. month.mjs measures the seconds. */
import { startServer, launch, newPage, chibo, test, equal, ok, finish } from './lib.mjs';
import { perform, prepare, tasks } from './month_tasks.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '600'));
const browser = await launch();
const page = await newPage(browser, server);
const about = await prepare(page, server);

for (const task of tasks) {
  await test(`${task.name}: at most ${task.acts} acts`, async () => {
    const { acts } = await perform(page, task, about);
    ok(acts > 0 && acts <= task.acts, `${acts} acts`);
    equal(page.faults, [], 'errors');
  });
}

await test('a period follows the day looked at, and two days of one’s own take its place', async () => {
  const days = () => page.locator('.filters input').evaluateAll((all) => all.map((i) => i.value));
  const visit = async (query) => { await page.goto(`${about.root}/figures?${query}`); await page.getByRole('navigation', { name: 'Kỳ số liệu' }).waitFor(); };
  for (const [period, wanted] of [['month', ['01/02/2025', '15/02/2025']], ['last_month', ['01/01/2025', '31/01/2025']], ['quarter', ['01/01/2025', '15/02/2025']], ['', ['01/01/2025', '15/02/2025']]]) {
    await visit(`as_of=2025-02-15&period=${period}`);
    equal(await days(), wanted, `period=${period}`);
  }
  await visit('as_of=2025-01-10&period=last_month');
  equal(await days(), ['01/12/2024', '31/12/2024'], 'the month before January');
  await page.getByLabel('Từ ngày').fill('15/11/2024');
  await page.keyboard.press('Tab');
  await page.waitForURL(/from=2024-11-15/);
  await page.getByText('Đầu kỳ (15/11/2024)').waitFor();
  equal(await days(), ['15/11/2024', '31/12/2024'], 'the other day stays');
  equal(await page.locator('.seg a[aria-current]').count(), 0, 'no preset is marked');
});

await browser.close();
await server.stop();
finish();
