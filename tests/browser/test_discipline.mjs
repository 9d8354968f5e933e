/* Discipline in the browser: decisions and figures for inspectors; for an office what is in force, and no figure. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, launch, newPage, addAccount, enterFirst, drawn, axe, api, test, finish, equal, chibo, shot } from './lib.mjs';

const server = await startServer((data) => {
  const put = (kind, rows) => { const path = join(data, '..', `${kind}.csv`); writeFileSync(path, rows.join('\n')); chibo('import', '--data', data, kind, path); };
  put('organizations', ['code,name,kind,category,parent_code,established_on,dissolved_on', 'MAU,Đảng bộ tỉnh Mẫu (dữ liệu mẫu),province_party,locality,,1950-01-01,', 'MAU.1,Đảng bộ xã Mẫu,base_party,commune,MAU,1960-02-03,', 'MAU.1.1,Chi bộ thôn Mẫu,cell,village,MAU.1,1965-02-03,']);
  const [first, second] = ['000001MAU', '000002MAU'];
  put('members', ['full_name,gender,cell_code,record_number,admitted_on,official_on', `Người Mẫu Một,male,MAU.1.1,${first},2001-01-01,2002-01-01`, `Người Mẫu Hai,female,MAU.1.1,${second},2003-01-01,2004-01-01`]);
  const file = join(data, '..', 'discipline.csv');
  writeFileSync(file, `subject,record_number,form,decided_on,decision_number,authority\nmember,${first},reprimand,2025-03-10,1-QĐ,cell\nmember,${second},warning,2025-04-11,2-QĐ,base_committee\nmember,${first},warning,1950-05-12,3-QĐ,base_committee\nmember,${second},reprimand,2024-05-13,4-QĐ,cell\n`);
  chibo('import', '--data', data, 'discipline', file);
});
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
addAccount(server, 'quantri', 'system_admin', root); /* until then every page leads to the set-up */
const browser = await launch();
async function enter(username, role) {
  const page = await newPage(browser, server);
  await enterFirst(page, username, addAccount(server, username, role, root));
  return page;
}

const inspector = await enter('kiemtra', 'inspector');
const office = await enter('vanphong', 'office');

await test('an inspector sees the decisions of a period by form, beside those of the year before', async () => {
  const page = inspector;
  await page.goto('/organizations/1/figures?from=2025-01-01&to=2025-12-31');
  await drawn(page);
  const panel = page.locator('section.panel').filter({ hasText: 'Quyết định kỷ luật trong kỳ' });
  await panel.getByText('2 quyết định · cùng kỳ năm trước 1').waitFor();
  await panel.getByText('Khiển trách').locator('visible=true').first().waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the figures');
  equal(page.faults, [], 'the figures');
});

await test('an inspector looks through what is in force and what has ended, and finds it with the member', async () => {
  const page = inspector;
  await page.goto('/organizations/1/discipline?view=all');
  await drawn(page);
  await page.getByText('4 quyết định').waitFor();
  await page.getByRole('row').filter({ hasText: '3-QĐ' }).getByText('Quyết định ngoài thời gian là đảng viên').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the list');
  await page.getByLabel('Đang có hiệu lực').check();
  await page.getByText('Không có quyết định kỷ luật nào đang có hiệu lực.').waitFor();
  await page.getByLabel('Đã hết hiệu lực').check();
  await page.getByText('4 quyết định').waitFor();
  await page.getByRole('row').filter({ hasText: '2-QĐ' }).getByRole('link').first().click();
  await drawn(page);
  await page.getByRole('link', { name: 'Kỷ luật' }).click();
  await page.getByRole('row').filter({ hasText: '2-QĐ' }).getByText('Đã hết hiệu lực').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the decisions of a member');
  equal(page.faults, [], 'the decisions');
});

await test('the register of a period is ready to be printed', async () => {
  const page = inspector;
  await page.goto('/organizations/1/discipline');
  await drawn(page);
  await page.getByRole('link', { name: 'Sổ theo dõi kỷ luật' }).click();
  await drawn(page);
  await page.getByText('Không có quyết định nào trong kỳ này.').waitFor();
  await page.goto('/organizations/1/discipline/book?from=2025-01-01&to=2025-12-31');
  await drawn(page);
  await page.getByRole('heading', { name: 'SỔ THEO DÕI THI HÀNH KỶ LUẬT TRONG ĐẢNG' }).waitFor();
  await page.getByText('Quyết định từ ngày 01/01/2025 đến ngày 31/12/2025 · 2 quyết định').waitFor();
  await page.getByRole('row').filter({ hasText: '2-QĐ' }).getByText('Đã hết hiệu lực').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the register');
  await shot(page, 'discipline-book');
});

await test('an office sees none that has ended, not even that there was one', async () => {
  await office.goto('/organizations/1/discipline?view=all');
  await drawn(office);
  await office.getByText('Không có quyết định kỷ luật nào đang có hiệu lực.').waitFor();
  equal(await office.getByLabel('Đã hết hiệu lực').count(), 0, 'the choice');
  equal((await axe(office)).join('\n'), '', 'axe on the empty list');
});

await test('an office is shown no figure of discipline and may not ask for one', async () => {
  const page = office;
  await page.goto('/organizations/1/figures?from=2025-01-01&to=2025-12-31');
  await drawn(page);
  equal(await page.getByText('Quyết định kỷ luật trong kỳ').count(), 0, 'figures of discipline on the page');
  const answer = await api(server, server.token('office', root), 'GET', '/statistics/discipline?from=2025-01-01&to=2025-12-31');
  equal(answer.status, 403, 'the route');
});

await browser.close();
await server.stop();
finish();
