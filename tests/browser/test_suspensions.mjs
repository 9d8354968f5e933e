/* Suspensions: an organisation for a time and back before it is over, a planned one begun, a member as long as the law has it, an office that is kept. */
import { startServer, launch, newPage, addAccount, enterFirst, drawn, api, axe, test, finish, equal, ok, chibo, shot, dayFromNow } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
addAccount(server, 'quantri', 'system_admin', root);
const token = server.token('office', root);
const browser = await launch();
const page = await newPage(browser, server);
await enterFirst(page, 'vanphong', addAccount(server, 'vanphong', 'office', root));
const visit = async (path) => { await page.goto(path); await drawn(page); };

const cell = (await api(server, token, 'GET', '/cells?limit=1&kind=cell')).json.items[0];
const member = (await api(server, token, 'GET', `/members?limit=1&status=official&activity=active&cell_id=${cell.id}`)).json.items[0];

async function act(name, fill, button) {
  await page.getByText('Việc khác').click();
  await page.getByRole('button', { name }).click();
  const ask = page.getByRole('dialog');
  await fill(ask);
  await ask.getByRole('button', { name: button }).click();
}

await test('a cell is suspended with its end and decision in sight, and the end is among what is due', async () => {
  await visit(`/organizations/${cell.id}`);
  await act('Đình chỉ hoạt động…', async (ask) => {
    await ask.getByLabel('Từ ngày').fill(dayFromNow(-70).shown);
    await ask.getByLabel('Đến ngày').fill(dayFromNow(40).shown);
    await ask.getByLabel('Số quyết định').fill('12-QĐ/ĐU');
    equal((await axe(page)).join('\n'), '', 'axe on the dialog');
    await shot(page, 'suspension-dialog');
  }, 'Đình chỉ tổ chức này');
  const ask = page.getByRole('dialog');
  await ask.getByText('đình chỉ hoạt động không quá 90 ngày').waitFor();
  await ask.getByLabel('Đến ngày').fill(dayFromNow(15).shown);
  await ask.getByRole('button', { name: 'Đình chỉ tổ chức này' }).click();
  await page.getByRole('status').filter({ hasText: `Đình chỉ hoạt động đến ${dayFromNow(15).shown} · 12-QĐ/ĐU` }).waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the page');
  await shot(page, 'suspension-organization');
  await visit(`/organizations/${cell.id}/history`);
  await page.getByText('(12-QĐ/ĐU)').first().waitFor();
  await shot(page, 'suspension-history');
  await visit('/organizations/1/tasks');
  await page.getByRole('link', { name: `Hết thời hạn đình chỉ hoạt động tổ chức: ${cell.name}`, exact: true }).waitFor();
});

await test('it is active again before its time by a decision', async () => {
  await visit(`/organizations/${cell.id}`);
  await act('Cho hoạt động trở lại…', async (ask) => {
    await ask.getByLabel('Từ ngày').fill(dayFromNow(-1).shown);
    await ask.getByLabel('Số quyết định').fill('15-QĐ/ĐU');
  }, 'Cho hoạt động trở lại');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Thêm đảng viên' }).waitFor();
  equal(await page.getByText('Đình chỉ hoạt động đến').count(), 0, 'no note is left');
});

await test('a planned organisation begins its work', async () => {
  const above = (await api(server, token, 'GET', `/organizations/${cell.id}`)).json.parent_id;
  const made = await api(server, token, 'POST', '/organizations', { code: 'DUKIEN', name: 'Chi bộ dự kiến', kind: 'cell', parent_id: above, status: 'planned' });
  equal(made.status, 201, 'made');
  await visit(`/organizations/${made.json.id}`);
  await act('Bắt đầu hoạt động…', (ask) => ask.getByLabel('Từ ngày').fill(dayFromNow(0).shown), 'Bắt đầu hoạt động');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Thêm đảng viên' }).waitFor();
  equal((await api(server, token, 'GET', `/organizations/${made.json.id}`)).json.status, 'active', 'status');
});

await test('a member in detention is suspended beyond the usual limit, which is said where one chooses', async () => {
  await visit(`/members/${member.id}?act=suspension`);
  const ask = page.getByRole('dialog');
  await ask.getByText(/Không quá 90 ngày/).waitFor();
  await ask.getByLabel('Ngày', { exact: false }).first().fill(dayFromNow(-10).shown);
  await ask.getByLabel('Căn cứ').selectOption('detained');
  await ask.getByLabel('Số quyết định').fill('20-QĐ/ĐU');
  equal((await axe(page)).join('\n'), '', 'axe on the dialog');
  await shot(page, 'suspension-member');
  await ask.getByRole('button', { name: 'Ghi: Đình chỉ sinh hoạt đảng' }).click();
  await ask.waitFor({ state: 'detached' });
  const known = (await api(server, token, 'GET', `/members/${member.id}`)).json;
  equal(known.activity, 'suspended', 'activity');
});

await test('an office is kept while its work is suspended: on the committee, among what is due, in the life of the member', async () => {
  const holder = (await api(server, token, 'GET', '/posts?limit=200')).json.items.find((p) => p.member_id && p.member_id !== member.id && p.org_id !== cell.id && !p.to);
  await visit(`/organizations/${holder.org_id}/committee`);
  const row = page.getByRole('row').filter({ hasText: holder.holder }).filter({ has: page.getByRole('button') }).first();
  await row.getByText('Đang làm việc').waitFor();
  await row.getByRole('button', { name: 'Sửa' }).click();
  const ask = page.getByRole('dialog');
  await ask.getByLabel('Đình chỉ sinh hoạt cấp ủy từ ngày').fill(dayFromNow(-10).shown);
  await ask.getByLabel('Trở lại hoạt động từ ngày').fill(dayFromNow(20).shown);
  await ask.getByRole('button', { name: 'Lưu' }).click();
  await ask.getByText('cần số quyết định đình chỉ').first().waitFor();
  await ask.getByLabel('Quyết định đình chỉ').fill('21-QĐ/ĐU');
  equal((await axe(page)).join('\n'), '', 'axe on the dialog');
  await shot(page, 'suspension-office-dialog');
  await ask.getByRole('button', { name: 'Lưu' }).click();
  await row.getByText('Đình chỉ sinh hoạt cấp ủy').waitFor();
  await row.getByText(`${dayFromNow(-10).shown} – ${dayFromNow(20).shown} · 21-QĐ/ĐU`).waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the committee');
  await shot(page, 'suspension-office');
  await visit('/organizations/1/tasks');
  await page.getByRole('link', { name: `Hết thời hạn đình chỉ sinh hoạt cấp ủy: ${holder.holder}`, exact: true }).click();
  await page.waitForURL(new RegExp(`organizations/${holder.org_id}/committee`));
  await visit(`/members/${holder.member_id}`);
  await page.getByText(/Đình chỉ sinh hoạt cấp ủy · /).waitFor();
  await shot(page, 'suspension-office-member');
});

await test('on a phone the note and the acts fit', async () => {
  const phone = await newPage(browser, server, { width: 390, height: 844 });
  await phone.context().addCookies(await page.context().cookies());
  const made = await api(server, token, 'POST', `/organizations/${cell.id}/suspension`, { effective_on: dayFromNow(0).iso, decision: '16-QĐ/ĐU' });
  equal(made.status, 201, 'suspended again');
  await phone.goto(`/organizations/${cell.id}`);
  await drawn(phone);
  await phone.getByText(`Đình chỉ hoạt động đến ${dayFromNow(90).shown}`).first().waitFor();
  equal(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'fits the width');
  equal((await axe(phone)).join('\n'), '', 'axe');
  await shot(phone, 'suspension-phone');
  const kept = (await api(server, token, 'GET', '/posts?limit=200')).json.items.find((p) => p.suspended_from);
  await phone.goto(`/organizations/${kept.org_id}/committee`);
  await drawn(phone);
  await phone.getByText('Đình chỉ sinh hoạt cấp ủy').first().waitFor();
  equal(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the committee fits the width');
  equal((await axe(phone)).join('\n'), '', 'axe on the committee');
  await shot(phone, 'suspension-office-phone');
});

await test('no page raised a script error or broke the content policy', async () => ok(page.faults.length === 0, page.faults.join('\n')));

await browser.close();
await server.stop();
finish();
