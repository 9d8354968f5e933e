/* Lists and what every page has in common: the way through a list, quick search. axe-core looks at each state. */
import { startServer, launch, newPage, logIn, enterFirst, drawn, api, axe, test, finish, equal, ok, chibo } from './lib.mjs';
import { workbook } from './workbook.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '700'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const made = await fetch(`${server.base}/api/v1/setup`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ code: server.setupCode(), username: 'quantri', full_name: 'Quản Trị Mẫu', password: 'mat-khau-mau-12', office: true }),
});
equal(made.status, 201, 'set-up');
const token = server.token('office', root);
const browser = await launch();
const page = await newPage(browser, server);
await logIn(page, 'quantri', 'mat-khau-mau-12');
const visit = async (path) => { await page.goto(path); await drawn(page); };
const arrive = async (url) => { await page.waitForURL(url); await drawn(page); };
const closed = () => page.waitForFunction(() => !document.querySelector('dialog'));
const clean = async (what) => equal(await axe(page), [], `axe on ${what}`);
const someone = (await api(server, token, 'GET', '/members?limit=1&sort=record_number')).json.items[0];

await test('the last row of a page knows the first of the next page, and the list is found again where one left it', async () => {
  const list = '/organizations/1/members?gender=male&sort=-born_on';
  const ids = (await api(server, token, 'GET', '/members?gender=male&sort=-born_on&limit=102&fields=id&count=exact')).json;
  await visit(list);
  await page.locator('tbody tr').nth(99).getByRole('link').first().click();
  await arrive(`**/members/${ids.items[99].id}`);
  const way = page.getByRole('navigation', { name: 'Đi trong danh sách' });
  await way.getByText(`100 / ${ids.total}`).waitFor();
  await clean('the way through a list');
  await page.keyboard.press('j');
  await arrive(`**/members/${ids.items[100].id}`);
  await way.getByText(`101 / ${ids.total}`).waitFor();
  await way.getByRole('link', { name: '◂ Trước' }).click();
  await arrive(`**/members/${ids.items[99].id}`);
  await way.getByText(`100 / ${ids.total}`).waitFor();
  await page.keyboard.press('j');
  await arrive(`**/members/${ids.items[100].id}`);
  await way.getByText(`101 / ${ids.total}`).waitFor();
  await page.keyboard.press('u');
  await arrive((u) => u.pathname + u.search === list);
  const row = page.locator(`tr[data-id="${ids.items[100].id}"]`);
  await row.waitFor();
  await page.waitForFunction((id) => document.activeElement.closest(`tr[data-id="${id}"]`), ids.items[100].id);
  equal(await row.getAttribute('class'), 'on', 'the row one comes from is marked');
});

await test('the first record has no previous one, and the way keeps to the part of the record one looks at', async () => {
  await visit('/organizations/1/members?gender=female');
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await arrive(/members\/\d+$/);
  const way = page.getByRole('navigation', { name: 'Đi trong danh sách' });
  await way.getByText(/^1 \//).waitFor();
  equal(await way.getByRole('link', { name: '◂ Trước' }).count(), 0, 'links to a previous record');
  await page.getByRole('link', { name: 'Nhật ký', exact: true }).click();
  await arrive(/\/log$/);
  await way.getByText(/^1 \//).waitFor();
  await way.getByRole('link', { name: 'Sau ▸' }).click();
  await arrive(/\/log$/);
  await way.getByText(/^2 \//).waitFor();
});

await test('a list of organisations has the same way, and a key typed into a field moves nothing', async () => {
  await visit('/organizations/1/units?show=cells');
  await page.locator('tbody tr').nth(1).getByRole('link').first().click();
  await arrive(/organizations\/\d+$/);
  const way = page.getByRole('navigation', { name: 'Đi trong danh sách' });
  await way.getByText(/^2 \//).waitFor();
  const second = page.url();
  await page.keyboard.press('/');
  await page.keyboard.type('j');
  equal(page.url(), second, 'the address');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await way.getByText(/^1 \//).waitFor();
});

await test('“/” anywhere begins a search; people and organisations appear while one types and are chosen by keyboard', async () => {
  await visit('/audit');
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: 'Tìm đảng viên' });
  await box.waitFor();
  await page.keyboard.type(someone.full_name);
  const first = page.getByRole('option').first();
  await first.filter({ hasText: someone.full_name }).waitFor();
  await clean('the list of suggestions');
  await page.keyboard.press('ArrowDown');
  equal(await first.getAttribute('aria-selected'), 'true', 'the first is chosen');
  equal(await box.getAttribute('aria-activedescendant'), await first.getAttribute('id'), 'and said to be so');
  await page.keyboard.press('Enter');
  await arrive(/\/members\/\d+$/);
  await page.getByRole('heading', { level: 1, name: someone.full_name }).waitFor();
  equal(await box.inputValue(), '', 'the box is empty again');
  await page.keyboard.press('/');
  await page.keyboard.type('Chi bộ');
  await page.getByRole('group', { name: 'Tổ chức đảng' }).getByRole('option').first().waitFor();
  await page.getByRole('group', { name: 'Tổ chức đảng' }).getByRole('option').first().click();
  await arrive(/\/organizations\/\d+$/);
});

await test('a search that finds nobody says so, Escape leaves it, and a lost connection is not taken for “nobody”', async () => {
  await visit('/organizations/1');
  await page.keyboard.press('/');
  await page.keyboard.type('khongcoaitennhuthe');
  await page.getByText('Không có ai và tổ chức nào khớp').waitFor();
  await clean('a search without result');
  await page.keyboard.press('Escape');
  await page.getByText('Không có ai và tổ chức nào khớp').waitFor({ state: 'hidden' });
  await page.context().setOffline(true);
  await page.keyboard.type('x');
  await page.getByText('Không liên lạc được với máy chủ').waitFor();
  await page.context().setOffline(false);
  page.faults.splice(0); /* the browser reports the lost requests */
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

await test('“?” shows the keys', async () => {
  await visit('/organizations/1');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await clean('the keys');
  await page.keyboard.press('Escape');
});

await test('somebody else changed an office meanwhile: original, theirs and mine stand side by side and one chooses', async () => {
  const unit = someone.cell_id;
  const post = (await api(server, token, 'GET', `/posts?org=${unit}&level=self&limit=1`)).json.items[0];
  await visit(`/organizations/${unit}/committee`);
  const row = page.getByRole('row').filter({ hasText: post.holder }).filter({ has: page.getByRole('button', { name: 'Sửa' }) }).first();
  await row.getByRole('button', { name: 'Sửa' }).click();
  await page.getByRole('dialog').getByLabel('Nhiệm kỳ').fill('2030-2035');
  const now = (await api(server, token, 'GET', `/posts/${post.id}`)).json;
  equal((await api(server, token, 'PATCH', `/posts/${post.id}`, { term: '2028-2033', reason: 'thử' }, { 'If-Match': `"${now.version}"` })).status, 200, 'the other save');
  await page.getByRole('button', { name: 'Lưu mục này' }).click();
  const conflict = page.getByRole('dialog', { name: 'Mục này vừa được người khác lưu' });
  await conflict.waitFor();
  ok((await conflict.textContent()).includes('2028-2033'), 'theirs is shown');
  await clean('the conflict of a row');
  await conflict.getByRole('button', { name: 'Lưu theo lựa chọn' }).click();
  await closed();
  equal((await api(server, token, 'GET', `/posts/${post.id}`)).json.term, '2030-2035', 'mine, as chosen');
});

await test('removing what somebody changed meanwhile shows their change first; the removal still works after a look', async () => {
  const unit = someone.cell_id;
  const post = (await api(server, token, 'GET', `/posts?org=${unit}&level=self&limit=1`)).json.items[0];
  await visit(`/organizations/${unit}/committee`);
  const row = page.getByRole('row').filter({ hasText: post.holder }).filter({ has: page.getByRole('button', { name: 'Xóa' }) }).first();
  await row.getByRole('button', { name: 'Xóa' }).click();
  await page.getByRole('dialog').getByLabel('Lý do').fill('ghi nhầm');
  const now = (await api(server, token, 'GET', `/posts/${post.id}`)).json;
  await api(server, token, 'PATCH', `/posts/${post.id}`, { term: '2029-2034', reason: 'thử' }, { 'If-Match': `"${now.version}"` });
  await page.getByRole('button', { name: 'Xóa dòng này' }).click();
  const again = page.getByRole('button', { name: 'Vẫn làm: Xóa dòng này' });
  await again.waitFor();
  ok((await page.getByRole('dialog').last().textContent()).includes('2029-2034'), 'theirs is shown');
  equal((await api(server, token, 'GET', `/posts/${post.id}`)).status, 200, 'nothing is removed yet');
  await clean('a removal in conflict');
  await again.click();
  await closed();
  equal((await api(server, token, 'GET', `/posts/${post.id}`)).status, 404, 'it is gone');
});

await test('a filter that somebody else removed already says so and costs nothing', async () => {
  await visit('/organizations/1/members?gender=female');
  await page.getByText('Bộ lọc đã lưu').click();
  await page.getByRole('button', { name: 'Lưu bộ lọc này…' }).click();
  await page.getByRole('dialog').getByLabel('Tên').fill('Nữ đảng viên');
  await page.getByRole('dialog').getByLabel(/Dùng chung/i).selectOption('true');
  await page.getByRole('button', { name: 'Lưu mục này' }).click();
  await closed();
  await drawn(page);
  await page.getByText('Bộ lọc đã lưu').click();
  await page.getByRole('button', { name: 'Bỏ bộ lọc Nữ đảng viên' }).click();
  const filter = (await api(server, token, 'GET', '/saved-filters?resource=members&limit=50')).json.items.find((f) => f.name === 'Nữ đảng viên');
  equal((await api(server, token, 'DELETE', `/saved-filters/${filter.id}`, undefined, { 'If-Match': `"${filter.version}"` })).status, 204, 'the other removal');
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click();
  await page.getByText('Người khác đã xóa mục này trước bạn').waitFor();
  await clean('what is gone already');
  await page.keyboard.press('Escape');
  await closed();
  await page.getByText('Chưa lưu bộ lọc nào').waitFor();
});

await test('a new member: the rule stands there before the error, a namesake is shown while one types, the photograph goes along', async () => {
  const cell = (await api(server, token, 'GET', '/cells?limit=1')).json.items[0];
  await visit(`/organizations/${cell.id}/members/new`);
  await page.getByText('Tuổi tối thiểu vào Đảng').waitFor();
  await page.getByLabel('Họ và tên', { exact: false }).first().fill(someone.full_name.toLocaleUpperCase('vi'));
  await page.getByText('Có thể đã có trong sổ').waitFor();
  await clean('the entry with a possible duplicate');
  await page.getByLabel('Ngày sinh').fill('2/9/1901');
  await page.getByText('Có thể đã có trong sổ').waitFor({ state: 'detached' });
  await page.getByLabel('Ngày sinh').fill('2/9/2010');
  await page.getByLabel('Ngày vào Đảng').fill('3/2/2025');
  await page.getByText('Khi vào Đảng: 14 tuổi 5 tháng').waitFor();
  await page.getByText('Hết thời gian dự bị ngày 03/02/2026').waitFor();
  await page.getByRole('button', { name: 'Thêm vào chi bộ' }).click();
  await page.getByRole('alert').getByText('1 mục cần sửa').waitFor();
  ok(await page.getByLabel('Ngày sinh').evaluate((f) => f === document.activeElement), 'the field that breaks the rule has the focus');
  await clean('the entry with an error');
  await page.getByLabel('Ngày sinh').fill('2/9/1999');
  const png = await page.evaluate(() => { const c = document.createElement('canvas'); c.width = 30; c.height = 40; return c.toDataURL('image/png').split(',')[1]; });
  await page.locator('input[type=file]').setInputFiles({ name: 'anh.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') });
  await page.getByText('Ảnh phải là tệp JPEG hoặc PNG').waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  await page.getByRole('button', { name: 'Đổi ảnh' }).waitFor();
  await page.getByRole('button', { name: 'Thêm vào chi bộ' }).click();
  await arrive(/\/members\/\d+$/);
  const made = (await api(server, token, 'GET', page.url().replace(/^.*\/members/, '/members'))).json;
  equal([made.cell_id, made.born_on, Boolean(made.photo)], [cell.id, '1999-09-02', true], 'what is stored');
  await page.getByRole('img', { name: /^Ảnh của/ }).waitFor();
});

await test('a workbook of several sheets: the visible ones are offered before it is sent, and another can be read afterwards', async () => {
  const cell = (await api(server, token, 'GET', '/cells?limit=1')).json.items[0];
  const heading = ['Họ và tên', 'Ngày sinh', 'Mã chi bộ', 'Ngày vào Đảng'];
  const person = (name) => [name, '02/03/1980', cell.code, '03/02/2005'];
  const file = workbook([{ name: 'Bìa', rows: [heading, person('Nguyễn Văn Bìa')] }, { name: 'Ẩn', rows: [heading], hidden: true }, { name: 'Thôn 1 & 2', rows: [heading, person('Trần Thị Một'), person('Trần Thị Hai')] }]);
  await visit('/imports');
  await page.getByLabel('Tệp Excel').setInputFiles({ name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer: file });
  const sheets = page.getByLabel('Trang tính');
  await sheets.waitFor();
  equal(await sheets.locator('option').allTextContents(), ['Bìa', 'Thôn 1 & 2'], 'the sheets offered');
  await clean('the choice of a sheet');
  await sheets.selectOption('Thôn 1 & 2');
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await arrive(/imports\/\d+$/);
  const first = page.url();
  await page.getByText('Trần Thị Hai').waitFor();
  await page.locator('details.panel summary').click();
  await page.getByRole('button', { name: 'Đọc trang Bìa' }).click();
  await arrive((u) => u.href !== first);
  await page.getByText('Nguyễn Văn Bìa').waitFor();
  await page.reload();
  await drawn(page);
  await page.locator('details.panel summary').click();
  await page.getByRole('button', { name: 'Đọc trang Thôn 1 & 2' }).click();
  await arrive(/\/imports\?/);
  await page.getByText('Chọn lại tệp vừa dùng').waitFor();
  await page.getByLabel('Tệp Excel').setInputFiles({ name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer: file });
  equal(await page.getByLabel('Trang tính').inputValue(), 'Thôn 1 & 2', 'the sheet asked for');
});

await test('a check still running says how far it is, can be dropped, and gives way to its outcome', async () => {
  const last = (await api(server, token, 'GET', '/imports?limit=1')).json.items[0];
  let running = true;
  /* the server's own answer, as it was a moment earlier */
  await page.route(`**/api/v1/imports/${last.id}`, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: running ? { ...json, state: 'checking', progress: 40, rows: 1200 } : json });
  });
  await visit(`/imports/${last.id}`);
  await page.getByText('Đang kiểm tra: 40%, đã đọc 1.200 dòng').waitFor();
  await page.getByRole('button', { name: 'Bỏ lần nhập này' }).waitFor();
  equal(await page.getByRole('button', { name: 'Ghi vào sổ' }).count(), 0, 'nothing to write yet');
  await clean('a running check');
  running = false;
  await page.getByText('Nguyễn Văn Bìa').waitFor();
  await page.unroute(`**/api/v1/imports/${last.id}`);
});

await test('the selection bar counts, takes a range, takes all that match, and the act names the number and can be taken back', async () => {
  await visit('/organizations/1/members?gender=female');
  const total = (await api(server, token, 'GET', '/members?gender=female&count=exact&limit=1')).json.total;
  const shown = new Intl.NumberFormat('vi-VN').format(total);
  const boxes = page.locator('tbody input[type=checkbox]');
  const top = async () => (await page.locator('thead').boundingBox()).y;
  const before = await top();
  await boxes.nth(1).click();
  equal(await top(), before, 'ticking a row moves nothing');
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: 'Các dòng đã chọn' });
  await bar.getByText(`Đã chọn 4 / ${shown}`).waitFor();
  await clean('the selection bar');
  await bar.getByRole('button', { name: `Chọn cả ${shown} dòng khớp` }).click();
  await bar.getByText(`Đã chọn ${shown} / ${shown}`).waitFor();
  await bar.getByRole('button', { name: `Đổi một trường của ${shown} đảng viên…` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Trường').selectOption('nationality');
  await dialog.getByLabel('Quốc tịch').fill('Việt Nam');
  await dialog.getByLabel('Lý do').fill('bổ sung');
  await dialog.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByRole('button', { name: `Ghi thay đổi cho ${shown} đảng viên` }).click();
  await closed();
  const one = (await api(server, token, 'GET', '/members?gender=female&limit=1&fields=id')).json.items[0].id;
  equal((await api(server, token, 'GET', `/members/${one}`)).json.nationality, 'Việt Nam', 'after the act');
  await page.locator('.toast').getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Đã hoàn tác').waitFor();
  equal((await api(server, token, 'GET', `/members/${one}`)).json.nationality, null, 'after undoing');
});

await test('“show more” that fails says so beside the list, keeps what is shown and works again; the lost connection is told and ends', async () => {
  await visit('/organizations/1/members');
  const rows = () => page.locator('tbody tr').count();
  const first = await rows();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Hiện thêm' }).click();
  await page.locator('main').getByRole('alert').getByText('Không liên lạc được').waitFor();
  await page.locator('.away').getByText('Mất liên lạc').waitFor();
  equal(await rows(), first, 'rows kept');
  await clean('a list without connection');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Hiện thêm' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length > n, first);
  await page.locator('.away').waitFor({ state: 'hidden' });
  equal(await page.locator('main').getByRole('alert').count(), 0, 'the complaint is gone');
  page.faults.splice(0); /* the browser reports the lost requests */
});

await test('another day tints the page, is kept while one goes about, shows in the tree, and one act leads back', async () => {
  await visit('/organizations/1');
  const day = page.getByLabel('Số liệu đến ngày');
  await day.fill('31/12/2024');
  await day.press('Enter');
  await arrive(/as_of=2024-12-31/);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const past = await ground();
  await page.getByText('Đang xem số liệu đến ngày 31/12/2024').waitFor();
  await clean('a past day');
  await page.getByRole('link', { name: 'Đảng viên', exact: true }).click();
  await arrive(/members\?as_of=2024-12-31/);
  const then = (await api(server, token, 'GET', '/members?as_of=2024-12-31&count=exact&limit=1')).json.total;
  equal(await page.locator('.count-line strong').textContent(), new Intl.NumberFormat('vi-VN').format(then), 'the count of that day');
  await page.waitForFunction((n) => document.querySelector('.tree .n').textContent === n, new Intl.NumberFormat('vi-VN').format(then));
  equal(await page.locator('tbody input[type=checkbox]').count(), 0, 'nothing of a past day can be changed');
  await page.getByRole('link', { name: 'Về hôm nay' }).click();
  await arrive((u) => !u.search.includes('as_of'));
  ok(await ground() !== past, 'the tint is gone');
  await day.fill('31/02/2024');
  await day.press('Enter');
  await page.getByText('Không phải ngày có thật').waitFor();
  equal(await day.getAttribute('aria-invalid'), 'true', 'the field is marked');
});

await test('light, dark and high contrast are chosen, kept and clean', async () => {
  await visit('/organizations/1/members');
  for (const theme of ['Tối', 'Sáng']) {
    await page.locator('.user summary').click();
    await page.getByRole('button', { name: 'Sáng, tối, tương phản' }).click();
    await page.getByRole('radio', { name: theme }).check();
    await page.getByRole('radio', { name: 'Cao' }).check();
    await clean(`the choice, ${theme}`);
    await page.keyboard.press('Escape');
    await closed();
    await page.reload();
    await drawn(page);
    await clean(`the list, ${theme}, high contrast`);
  }
  equal(await page.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.dataset.contrast]), ['light', 'more'], 'what is kept');
  await page.evaluate(() => localStorage.clear());
});

await test('a field the role may not read says so in the list, in the record and in the column chooser, never as empty', async () => {
  const code = /[A-Z0-9]{4}(-[A-Z0-9]{4})+/.exec(chibo('user', 'add', '--data', server.data, '--username', 'xem', '--full-name', 'Người Xem', '--role', 'viewer', '--org', root))[0];
  const other = await newPage(browser, server);
  await enterFirst(other, 'xem', code);
  await other.goto('/organizations/1/members?columns=full_name,ethnicity');
  await drawn(other);
  equal(await other.locator('tbody tr').first().locator('td').last().textContent(), 'không được xem', 'in the list');
  await other.getByText('Cột (').click();
  const item = other.locator('.pop li').filter({ hasText: 'Dân tộckhông' });
  equal(await item.locator('.tag').textContent(), 'không được xem', 'in the chooser');
  ok(await item.getByRole('checkbox').isDisabled(), 'it cannot be chosen');
  await other.goto(`/members/${someone.id}`);
  await drawn(other);
  equal(await other.locator('dl.dl > div').filter({ hasText: 'Dân tộc' }).first().locator('dd').textContent(), 'không được xem', 'in the record');
  equal(await axe(other), [], 'axe');
  await other.context().close();
});

await test('on paper a list has the party’s head, its conditions, numbered rows and repeated heads', async () => {
  await visit('/organizations/1/members?gender=female');
  await page.evaluate(() => { window.print = () => { window.printed = document.querySelectorAll('tbody tr').length; }; });
  await page.locator('summary', { hasText: 'Xuất' }).click();
  await page.getByRole('button', { name: 'In', exact: true }).click();
  const total = (await api(server, token, 'GET', '/members?gender=female&count=exact&limit=1')).json.total;
  await page.waitForFunction((n) => window.printed === n, total);
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('main').innerText();
  for (const words of ['ĐẢNG CỘNG SẢN VIỆT NAM', 'Giới tính: Nữ', 'Nơi nhận:', 'T/M CẤP ỦY', 'ĐẢNG VIÊN']) ok(text.includes(words), `${words} on paper`);
  equal(await page.evaluate(() => [getComputedStyle(document.querySelector('thead')).display, getComputedStyle(document.querySelector('tbody tr'), '::before').content, getComputedStyle(document.querySelector('.top')).display]), ['table-header-group', 'counter(row)', 'none'], 'how it is printed');
  await page.emulateMedia({ media: 'screen' });
});

await test('on a phone rows are cards, the tree is a drawer, dialogs fill the screen and every target is 44 px', async () => {
  const phone = await newPage(browser, server, { width: 390, height: 844 });
  await logIn(phone, 'quantri', 'mat-khau-mau-12');
  await phone.goto('/organizations/1/members?gender=female');
  await drawn(phone);
  equal(await phone.locator('tbody tr').first().evaluate((r) => getComputedStyle(r).display), 'block', 'a row');
  const small = await phone.evaluate(() => [...document.querySelectorAll('main button, .top button, .top a, .tabs a, .top input, .top summary, main summary, main .seg label')].filter((e) => e.offsetParent && e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 44).map((e) => `${e.className} ${e.textContent.slice(0, 20)} ${e.getBoundingClientRect().height}`));
  equal(small, [], 'targets under 44 px');
  await phone.locator('.top .drawer').click();
  await phone.getByRole('navigation', { name: 'Cây tổ chức' }).waitFor();
  equal(await axe(phone), [], 'axe on the drawer');
  await phone.keyboard.press('Escape');
  await phone.getByRole('navigation', { name: 'Cây tổ chức' }).waitFor({ state: 'hidden' });
  await phone.getByRole('button', { name: '+ Thêm điều kiện' }).click();
  const box = await phone.getByRole('dialog').boundingBox();
  equal([box.width, box.height], [390, 844], 'the dialog');
  equal(await axe(phone), [], 'axe on the dialog');
  await phone.context().close();
});

await test('nothing moves while a page loads', async () => {
  await page.goto('/organizations/1/members');
  await page.evaluate(() => { window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) { window.shift += e.value; window.moved = [...(window.moved || []), ...e.sources.map((x) => `${x.node && (x.node.className || x.node.nodeName)}`)]; } }).observe({ type: 'layout-shift', buffered: true }); });
  await drawn(page);
  await page.waitForLoadState('networkidle');
  const shift = await page.evaluate(() => window.shift);
  ok(shift < 0.1, `layout shift ${shift}: ${await page.evaluate(() => (window.moved || []).join(', '))}`);
});

await test('an account changed meanwhile: locking it shows what the other administrator did', async () => {
  await page.locator('.user summary').click();
  await page.getByRole('button', { name: /^Quản trị hệ thống/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
  const admin = server.token('system_admin', root);
  const user = (await api(server, admin, 'POST', '/users', { username: 'thu-ky', full_name: 'Thư Ký Mẫu', role: 'secretary', org_id: 1 })).json;
  await visit(`/users/${user.id}`);
  await page.getByRole('button', { name: 'Khóa tài khoản' }).click();
  const now = (await api(server, admin, 'GET', `/users/${user.id}`)).json;
  equal((await api(server, admin, 'PATCH', `/users/${user.id}`, { full_name: 'Thư Ký Mới' }, { 'If-Match': `"${now.version}"` })).status, 200, 'the other save');
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
  await page.getByRole('button', { name: 'Vẫn làm: Khóa tài khoản' }).waitFor();
  ok((await page.getByRole('dialog').last().textContent()).includes('Thư Ký Mới'), 'theirs is shown');
  await page.getByRole('button', { name: 'Vẫn làm: Khóa tài khoản' }).click();
  await closed();
  equal((await api(server, admin, 'GET', `/users/${user.id}`)).json.disabled, true, 'the account');
  await page.getByRole('button', { name: 'Mở khóa', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Sửa Thông tin tài khoản' }).click();
  await page.getByLabel('Họ và tên').fill('Thư Ký Sau Cùng');
  const later = (await api(server, admin, 'GET', `/users/${user.id}`)).json;
  await api(server, admin, 'PATCH', `/users/${user.id}`, { full_name: 'Thư Ký Khác' }, { 'If-Match': `"${later.version}"` });
  await page.getByRole('button', { name: 'Lưu mục này' }).click();
  await page.getByRole('dialog', { name: 'Mục này vừa được người khác lưu' }).waitFor();
  await clean('the conflict of an account');
  await page.getByRole('radio', { name: 'Họ và tên: Của người kia' }).check();
  await page.getByRole('button', { name: 'Lưu theo lựa chọn' }).click();
  await closed();
  equal((await api(server, admin, 'GET', `/users/${user.id}`)).json.full_name, 'Thư Ký Khác', 'theirs, as chosen');
});

await test('nothing raised a script error or broke the content policy', async () => equal(page.faults, [], 'errors'));
await browser.close();
await server.stop();
finish();
