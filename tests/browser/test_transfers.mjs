/* Changes of membership in the browser: what is due leads to the act; a transfer is proposed, sent, taken in and taken back; many at once; badges. */
import { startServer, launch, newPage, addAccount, enterFirst, drawn, axe, api, test, finish, equal, ok, chibo } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '600'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const token = server.token('office', root);
const call = async (method, path, body, headers) => {
  const answer = await api(server, token, method, path, body, headers);
  ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
  return answer.json;
};
const cells = (await call('GET', '/cells?limit=200&fields=id,code,name,kind,official')).items.filter((c) => c.official >= 6);
const [from, to] = [cells[0], cells[cells.length - 1]];
const members = (await call('GET', `/members?org=${from.id}&status=official&activity=active&limit=6&fields=id,full_name`)).items;
const elders = (await call('GET', '/members?status=official&sort=born_on&limit=30&fields=id,full_name')).items.filter((m, i, all) => all.every((x) => x === m || x.full_name !== m.full_name));
const oldest = elders[0];

addAccount(server, 'quantri', 'system_admin', root); /* until then every page leads to the set-up */
const browser = await launch();
async function enter(username, role, org) {
  const page = await newPage(browser, server);
  await enterFirst(page, username, addAccount(server, username, role, org));
  return page;
}
const secretary = await enter('bithu', 'secretary', from.code);
const office = await enter('vanphong', 'office', root);
const dialog = (page) => page.getByRole('dialog');
const open = async (page, path) => { await page.goto(path); await drawn(page); };
const menu = async (page, name) => { await page.locator('summary', { hasText: 'Việc khác' }).click(); await page.getByRole('button', { name, exact: true }).click(); };
const clean = async (page, what) => { equal((await axe(page)).join('\n'), '', `axe on ${what}`); equal(page.faults, [], what); };
async function choose(page, label, text) {
  await dialog(page).getByLabel(label).fill(text);
  await page.getByRole('listbox').getByRole('option').first().click();
}

/* Days of award; whoever reaches the years today, or on the next of these days, is in the round that is shown first. */
const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Ho_Chi_Minh' });
const nextRound = [0, 1].flatMap((later) => ['02-03', '05-19', '09-02', '11-07'].map((d) => `${Number(today.slice(0, 4)) + later}-${d}`)).find((d) => d >= today);
const dayBefore = (day, years) => `${Number(day.slice(0, 4)) - years}-${day.slice(5, 8)}${day.slice(8) > '28' ? '28' : day.slice(8)}`;
const showDay = (day) => day.split('-').reverse().join('/');

await test('a secretary proposes, the office sees it among what is due, sends it from there and takes the member in', async () => {
  await open(secretary, `/members/${members[0].id}`);
  await menu(secretary, 'Chuyển sinh hoạt đảng');
  equal(await dialog(secretary).getByLabel('Số giấy giới thiệu').count(), 0, 'a cell gives no letter');
  await dialog(secretary).getByText('60 ngày làm việc').waitFor();
  await choose(secretary, 'Chuyển đến chi bộ', to.name);
  await clean(secretary, 'the dialog of a transfer');
  await dialog(secretary).getByRole('button', { name: 'Đề nghị chuyển' }).click();
  await secretary.getByText(`Đã đề nghị chuyển ${members[0].full_name}.`).waitFor();

  await open(office, '/');
  const line = office.getByRole('row').filter({ hasText: `Giới thiệu chuyển sinh hoạt: ${members[0].full_name}` });
  await line.locator('a.btn').click();
  await dialog(office).getByLabel('Số giấy giới thiệu').fill('31-GTSHĐ');
  await dialog(office).getByRole('button', { name: 'Ghi giấy giới thiệu' }).click();
  /* the letter as a Word file is offered at once */
  const [file] = await Promise.all([office.waitForEvent('download'), dialog(office).getByRole('button', { name: 'Tạo tệp Word' }).click()]);
  ok(/\.docx$/.test(file.suggestedFilename()), file.suggestedFilename());
  await office.getByText('Đang chuyển').first().waitFor();

  await open(office, '/');
  const arrival = office.getByRole('row').filter({ hasText: `chuyển đến: ${members[0].full_name}` });
  await arrival.getByText('Giấy giới thiệu 31-GTSHĐ').waitFor();
  await arrival.locator('a.btn').click();
  await dialog(office).getByText(`${members[0].full_name} thuộc ${to.name}`, { exact: false }).waitFor();
  await dialog(office).getByRole('button', { name: 'Tiếp nhận' }).click();
  await office.getByText('Đã tiếp nhận').first().waitFor();
  await drawn(office);
  equal((await call('GET', `/members/${members[0].id}`)).cell_id, to.id, 'the member is in the new cell');
  await clean(office, 'the page of a transfer');
});

await test('the arrival is taken back with a reason, and the sender counts the member again', async () => {
  await menu(office, 'Hoàn tác việc ghi sau cùng');
  await dialog(office).getByRole('button', { name: 'Hoàn tác' }).click();
  await dialog(office).getByText('cần lý do').first().waitFor();
  await dialog(office).getByLabel('Lý do').fill('ghi nhầm người');
  await dialog(office).getByRole('button', { name: 'Hoàn tác' }).click();
  await office.locator('dl').getByText('Đang chuyển').first().waitFor();
  const member = await call('GET', `/members/${members[0].id}`);
  equal([member.cell_id, member.activity], [from.id, 'in_transfer'], 'under way from the old cell');
});

await test('ticked members are transferred at once, with the full list first and the number in the button', async () => {
  await open(office, `/organizations/${from.id}/members?activity=active&status=official`);
  for (const m of members.slice(1, 3)) await office.getByRole('checkbox', { name: new RegExp(m.full_name) }).first().check(); // eslint-disable-line no-await-in-loop
  await office.getByRole('button', { name: 'Chuyển sinh hoạt (2)' }).click();
  await choose(office, 'Chuyển đến chi bộ', to.name);
  await dialog(office).getByRole('button', { name: 'Xem trước' }).click();
  await dialog(office).getByRole('alert').getByRole('link', { name: 'Số giấy giới thiệu' }).waitFor();
  await dialog(office).getByLabel('Số giấy giới thiệu').fill('32-GTSHĐ');
  const day = await office.evaluate(async () => (await (await fetch('/api/v1/session')).json()).today);
  await dialog(office).getByLabel('Tiếp nhận luôn').fill(day.split('-').reverse().join('/'));
  await dialog(office).getByRole('button', { name: 'Xem trước' }).click();
  await dialog(office).getByRole('button', { name: 'Chuyển sinh hoạt đảng cho 2 đảng viên' }).waitFor();
  await clean(office, 'the list of what will happen');
  await dialog(office).getByRole('button', { name: 'Chuyển sinh hoạt đảng cho 2 đảng viên' }).click();
  await office.getByText('Đã chuyển sinh hoạt cho 2 đảng viên.').waitFor();
  for (const m of members.slice(1, 3)) equal((await call('GET', `/members/${m.id}`)).cell_id, to.id, m.full_name); // eslint-disable-line no-await-in-loop
  await open(office, `/organizations/${to.id}/transfers?view=all`);
  equal(await office.getByRole('row').filter({ hasText: 'Đã tiếp nhận' }).count(), 2, 'both stand in the list of the receiver');
  await clean(office, 'the list of transfers');
});

await test('a guest from outside is taken in with the letter, stands apart from the members, and leaves', async () => {
  await open(office, `/organizations/${to.id}/transfers?view=guests`);
  await office.getByText('Không có ai từ nơi ngoài sổ').waitFor();
  await office.getByRole('button', { name: 'Nhận người sinh hoạt tạm thời…' }).click();
  const write = (label, text) => dialog(office).getByLabel(label, { exact: false }).first().fill(text);
  await write('Họ và tên khách', 'Tòng Văn Khách');
  await write('Nơi đi ngoài sổ', 'Đảng bộ tỉnh Mẫu Hai');
  await write('Số giấy giới thiệu', '7-GTTT');
  await write('Ngày giới thiệu', showDay(today));
  await write('Sinh hoạt tạm thời đến ngày', showDay(dayBefore(today, -1)));
  await clean(office, 'the dialog of a guest');
  await dialog(office).getByRole('button', { name: 'Ghi người đến' }).click();
  await office.getByText('Đã ghi Tòng Văn Khách đến sinh hoạt tạm thời').waitFor();
  equal((await call('GET', `/members?org=${to.id}&q=Tòng+Văn+Khách&count=exact`)).total, 0, 'not among the members');
  await office.getByRole('link', { name: 'Tòng Văn Khách' }).click();
  await office.getByText('vẫn là đảng viên của nơi giới thiệu').waitFor();
  await drawn(office);
  await clean(office, 'the page of a guest');
  await office.getByRole('button', { name: 'Ghi trở lại nơi cũ' }).click();
  await dialog(office).getByRole('button', { name: 'Ghi trở lại nơi cũ' }).click();
  await office.getByText('Đã ghi Tòng Văn Khách trở lại').waitFor();
});

await test('an act shows its rule before one errs, says what is short, and is taken back from the history', async () => {
  const m = members[3];
  await open(office, `/members/${m.id}`);
  await menu(office, 'Xóa tên');
  await dialog(office).getByText('Cần ít nhất').waitFor();
  await dialog(office).getByLabel('Chi bộ tán thành').fill('1');
  await dialog(office).getByText('Không đạt').waitFor();
  await dialog(office).getByRole('button', { name: 'Ghi: Xóa tên' }).click();
  await dialog(office).getByRole('alert').getByRole('link', { name: 'Căn cứ' }).waitFor();
  await clean(office, 'the dialog of a removal');
  await dialog(office).getByRole('button', { name: 'Thôi' }).click();

  await open(office, `/members/${m.id}`);
  await menu(office, 'Miễn công tác và sinh hoạt đảng');
  await dialog(office).getByLabel('Căn cứ').selectOption('old_age');
  await dialog(office).getByLabel('Chi bộ tán thành').fill(String(from.official));
  await dialog(office).getByRole('button', { name: 'Ghi: Miễn công tác' }).click();
  await office.getByText('Đã ghi: Miễn công tác').waitFor();
  equal((await call('GET', `/members/${m.id}`)).activity, 'exempt', 'exempt from today on');
  await open(office, `/members/${m.id}/history`);
  await office.getByRole('button', { name: 'Hoàn tác' }).click();
  await dialog(office).getByLabel('Lý do').fill('chưa họp chi bộ');
  await dialog(office).getByRole('button', { name: 'Hoàn tác việc đã ghi' }).click();
  await office.getByText('Đã hoàn tác.').waitFor();
  equal((await call('GET', `/members/${m.id}`)).activity, 'active', 'active again');
  await clean(office, 'the history of a member');
});

async function admittedOn(id, day) {
  const member = await call('GET', `/members/${id}`);
  await call('POST', `/members/${id}/corrections`, { admitted_on: day, official_on: dayBefore(day, -1), admission_decided_on: day, reason: 'đối chiếu hồ sơ gốc' }, { 'If-Match': `"${member.version}"` });
}

await test('a badge is recorded from the forecast of a round and then stands among those awarded', async () => {
  await admittedOn(oldest.id, dayBefore(nextRound, 40));
  await open(office, '/organizations/1/badges');
  const row = office.getByRole('row').filter({ hasText: oldest.full_name });
  await row.getByText('40 năm').waitFor();
  await clean(office, 'the forecast of badges');
  await row.getByRole('button', { name: 'Ghi tặng' }).click();
  await dialog(office).getByLabel('Số quyết định').fill('15-QĐ/TU');
  await dialog(office).getByLabel('Tặng sớm').selectOption('illness');
  await dialog(office).getByRole('button', { name: 'Ghi tặng Huy hiệu' }).click();
  await office.getByText('Đã ghi tặng Huy hiệu 40 năm').waitFor();
  await office.getByLabel('Đã tặng').check();
  await office.getByRole('cell', { name: '15-QĐ/TU' }).waitFor();
  await clean(office, 'the badges awarded');
});

await test('a round of badges is recorded for everybody ticked, in one act that can be taken back', async () => {
  const two = elders.slice(1, 3);
  for (const m of two) await admittedOn(m.id, dayBefore(today, 45));
  await open(office, '/organizations/1/badges');
  for (const m of two) await office.getByRole('row').filter({ hasText: m.full_name }).getByRole('checkbox').check();
  await office.getByRole('button', { name: 'Ghi tặng Huy hiệu cho 2 người…' }).click();
  await dialog(office).getByLabel('Ngày tặng').fill(showDay(today));
  await dialog(office).getByRole('button', { name: 'Xem trước' }).click();
  await dialog(office).getByRole('row').filter({ hasText: two[0].full_name }).getByText('45 năm').waitFor();
  await clean(office, 'the preview of a round');
  await dialog(office).getByRole('button', { name: 'Ghi tặng cho 2 người' }).click();
  await office.getByText('Đã ghi tặng Huy hiệu cho 2 người').waitFor();
  await office.getByRole('row').filter({ hasText: two[1].full_name }).getByText('Đã tặng').waitFor();
  await office.getByRole('button', { name: 'Hoàn tác' }).click();
  await office.getByRole('row').filter({ hasText: two[1].full_name }).getByRole('button', { name: 'Ghi tặng' }).waitFor();
});

await browser.close();
await server.stop();
finish();
