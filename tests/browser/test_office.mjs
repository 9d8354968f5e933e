/* The office's day: tree, search, lists, a correction, a conflict, figures, an import. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, launch, newPage, addAccount, enterFirst, drawn, api, test, finish, equal, ok, chibo } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '700'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const account = (username, role) => addAccount(server, username, role, root);
account('quantri', 'system_admin');
const token = server.token('office', root);
const browser = await launch();

const page = await newPage(browser, server);
await enterFirst(page, 'vanphong', account('vanphong', 'office'));
const visit = async (path) => { await page.goto(path); await drawn(page); };
const someone = (await api(server, token, 'GET', '/members?limit=1&sort=record_number')).json.items[0];

await test('the tree opens branch by branch, shows numbers and leads to the organisation', async () => {
  await visit('/organizations/1');
  const tree = page.getByRole('navigation', { name: 'Cây tổ chức' });
  const twist = tree.getByRole('button', { name: /^Mở / }).first();
  const name = (await twist.getAttribute('aria-label')).replace('Mở ', '');
  await twist.click();
  await tree.getByRole('button', { name: `Thu gọn ${name}` }).waitFor();
  await tree.getByRole('link', { name, exact: true }).click();
  await page.waitForURL(/organizations\/(?!1$)\d+/);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  equal(await tree.getByRole('link', { name, exact: true }).getAttribute('aria-current'), 'true', 'the tree marks where one is');
});

await test('arrow keys move in the tree and open and close its branches', async () => {
  await visit('/organizations/1');
  const tree = page.getByRole('navigation', { name: 'Cây tổ chức' });
  await tree.getByRole('link').nth(1).focus();
  await page.keyboard.press('ArrowRight');
  await tree.locator('li li li').first().waitFor();
  await page.keyboard.press('ArrowDown');
  ok(await page.evaluate(() => document.activeElement.closest('li li li') !== null), 'the first child has the focus');
});

await test('every level of the tree stands further in than the one above it', async () => {
  await visit(`/organizations/${someone.cell_id}`);
  const chosen = page.getByRole('navigation', { name: 'Cây tổ chức' }).locator('a[aria-current]');
  await chosen.waitFor();
  const lefts = await chosen.evaluate((a) => {
    const found = [];
    for (let item = a.closest('li'); item; item = item.parentElement.closest('li')) found.unshift(item.querySelector('a').getBoundingClientRect().left);
    return found;
  });
  ok(lefts.length >= 4, `the sample cell lies ${lefts.length} levels deep`);
  ok(lefts.every((x, i) => i === 0 || x > lefts[i - 1]), `the left edges are ${lefts.join(', ')}`);
});

await test('a member is found by name without diacritics in two acts, with cell, state and contacts in sight', async () => {
  await visit('/');
  await page.keyboard.press('/');
  await page.keyboard.type(someone.full_name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase());
  await page.keyboard.press('Enter');
  await page.waitForURL(/search/);
  const row = page.getByRole('row').filter({ hasText: someone.full_name }).first();
  await row.waitFor();
  ok((await row.textContent()).includes('Chi bộ'), 'the cell is shown');
});

await test('the list filters, sorts and keeps both in the address; the count is always shown', async () => {
  await visit('/organizations/1/members');
  await page.getByRole('button', { name: '+ Thêm điều kiện' }).click();
  await page.getByRole('dialog').getByLabel('Trường', { exact: true }).selectOption('gender');
  await page.getByRole('dialog').getByLabel('Nữ').check();
  await page.getByRole('button', { name: 'Áp dụng' }).click();
  await page.waitForURL(/gender=female/);
  await drawn(page);
  const wanted = (await api(server, token, 'GET', '/members?gender=female&count=exact&limit=1')).json.total;
  equal(await page.locator('.count-line strong').textContent(), new Intl.NumberFormat('vi-VN').format(wanted), 'the count');
  await page.getByRole('button', { name: 'Ngày sinh' }).click();
  await page.waitForURL(/sort=born_on/);
  await drawn(page);
  equal(await page.getByRole('columnheader', { name: 'Ngày sinh' }).getAttribute('aria-sort'), 'ascending', 'the heading says so');
  await page.getByRole('button', { name: 'Bỏ điều kiện Giới tính' }).click();
  await page.waitForURL((u) => !u.search.includes('gender'));
});

await test('“show more” adds rows until every one of the unit is there, each once', async () => {
  await visit('/organizations/1/members');
  const total = (await api(server, token, 'GET', '/members?count=exact&limit=1')).json.total;
  const more = page.getByRole('button', { name: 'Hiện thêm' });
  while (await more.isVisible()) {
    const before = await page.locator('tbody tr').count();
    await more.click();
    await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length > n, before);
  }
  const links = await page.locator('tbody th a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  equal([links.length, new Set(links).size], [total, total], 'rows');
});

await test('a list remembers itself: previous and next by keyboard inside it', async () => {
  await visit('/organizations/1/members?gender=male');
  await page.locator('tbody th a').nth(1).click();
  await page.waitForURL(/members\/\d+$/);
  await drawn(page);
  const second = page.url();
  await page.keyboard.press('j');
  await page.waitForURL((u) => u.href !== second);
  await drawn(page);
  await page.keyboard.press('k');
  await page.waitForURL(second);
});

await test('a profile is corrected in place in four acts, and the log says who did it', async () => {
  await visit(`/members/${someone.id}`);
  await page.getByRole('button', { name: 'Sửa Quê quán, nơi ở, liên hệ' }).click();
  await page.getByLabel('Điện thoại').fill('0912000147');
  await page.getByRole('button', { name: 'Lưu mục này' }).click();
  await page.locator('.kv').getByText('0912000147').waitFor();
  equal((await api(server, token, 'GET', `/members/${someone.id}`)).json.phone, '0912000147', 'what is stored');
  await visit(`/members/${someone.id}/log`);
  ok((await page.locator('main').textContent()).includes('vanphong'), 'the log names the actor');
});

await test('a field error stands at the field, in words', async () => {
  await visit(`/members/${someone.id}`);
  await page.getByRole('button', { name: 'Sửa Đảng tịch' }).click();
  await page.getByLabel('Ngày cấp thẻ').fill('31/02/2020');
  await page.getByRole('button', { name: 'Lưu mục này' }).click();
  const field = page.getByLabel('Ngày cấp thẻ');
  equal(await field.getAttribute('aria-invalid'), 'true', 'the field is marked');
  ok(await field.evaluate((f) => f === document.activeElement), 'the field has the focus');
  ok((await page.getByRole('alert').textContent()).includes('1 mục cần sửa'), 'the summary counts');
});

await test('a conflict shows original, theirs and mine and saves what is chosen field by field', async () => {
  await visit(`/members/${someone.id}`);
  await page.getByRole('button', { name: 'Sửa Nghề nghiệp, công tác' }).click();
  await page.getByLabel('Chức danh, chức vụ').fill('Của tôi');
  await page.getByLabel('Chức vụ chính quyền').fill('Chỉ tôi sửa');
  const now = (await api(server, token, 'GET', `/members/${someone.id}`)).json;
  const theirs = await api(server, token, 'PATCH', `/members/${someone.id}`, { job_title: 'Của người kia', workplace: 'Chỉ người kia sửa', reason: 'thử' }, { 'If-Match': `"${now.version}"` });
  equal(theirs.status, 200, 'the other save');
  await page.getByRole('button', { name: 'Lưu mục này' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Mục này vừa được người khác lưu').waitFor();
  ok((await dialog.textContent()).includes('1 trường sửa khác nhau'), 'one field needs a choice');
  await dialog.getByLabel('Chức danh, chức vụ: Của người kia').check();
  await dialog.getByRole('button', { name: 'Lưu theo lựa chọn' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Chỉ tôi sửa').first().waitFor();
  const after = (await api(server, token, 'GET', `/members/${someone.id}`)).json;
  equal([after.job_title, after.workplace, after.government_post], ['Của người kia', 'Chỉ người kia sửa', 'Chỉ tôi sửa'], 'what is stored');
});

await test('hidden fields are shown on demand, and the reading is recorded', async () => {
  await visit(`/members/${someone.id}`);
  ok((await page.locator('main').textContent()).includes('đang ẩn'), 'hidden at first');
  await page.getByRole('button', { name: 'Hiện, có ghi nhật ký Nhân thân' }).click();
  await page.waitForFunction(() => !document.querySelector('.hid') || ![...document.querySelectorAll('dt')].some((d) => d.textContent === 'Dân tộc' && d.nextSibling.textContent === 'đang ẩn'));
  const log = (await api(server, token, 'GET', `/members/${someone.id}/access-log`)).json.items;
  equal(log[0].actor, 'vanphong', 'who read');
});

await test('a past day tints the page, says so and takes the acts away', async () => {
  await visit('/organizations/1');
  await page.getByLabel('Số liệu đến ngày').fill('31/12/2024');
  await page.keyboard.press('Enter');
  await page.waitForURL(/as_of=2024-12-31/);
  await page.getByText('Đang xem số liệu đến ngày 31/12/2024.').waitFor();
  equal(await page.getByRole('link', { name: 'Lập tổ chức trực thuộc' }).count(), 0, 'no acts');
  const stock = (await api(server, token, 'GET', '/statistics/members?as_of=2024-12-31')).json.total;
  equal(await page.locator('.figs .v').first().textContent(), new Intl.NumberFormat('vi-VN').format(stock), 'the stock of that day');
  await page.getByRole('link', { name: 'Về hôm nay' }).click();
  await page.waitForURL((u) => !u.search.includes('as_of'));
});

await test('figures link to the list that makes them, and charts have a table', async () => {
  await visit('/organizations/1/figures?by=gender');
  const panel = page.locator('.panel').first();
  await panel.getByLabel('Bảng').check({ force: true });
  const link = panel.getByRole('cell').getByRole('link').first();
  const number = await link.textContent();
  await link.click();
  await page.waitForURL(/members\?gender=/);
  await drawn(page);
  equal(await page.locator('.count-line strong').textContent(), number, 'the list has as many');
});

await test('a new member and a new cell are entered through the forms drawn from the dictionary', async () => {
  const cell = (await api(server, token, 'GET', '/cells?limit=1')).json.items[0];
  await visit(`/organizations/${cell.id}/members/new`);
  await page.getByRole('button', { name: 'Thêm vào chi bộ' }).click();
  ok((await page.getByRole('alert').textContent()).includes('Họ và tên'), 'a required field is named');
  await page.getByLabel('Họ và tên (bắt buộc)').fill('Lò Thị Thử <img src=x onerror=alert(1)>');
  await page.getByLabel('Ngày vào Đảng').fill('03/02/2020');
  await page.getByLabel('Ngày chính thức').fill('03/02/2021');
  await page.getByRole('button', { name: 'Thêm vào chi bộ' }).click();
  await page.waitForURL(/members\/\d+$/);
  await drawn(page);
  equal(await page.locator('h1').textContent(), 'Lò Thị Thử <img src=x onerror=alert(1)>', 'the name stands as text');
  equal(await page.locator('main img').count(), 0, 'nothing was made of it');
});

await test('an import shows its refused rows, and a mended file is written as a whole', async () => {
  const cell = (await api(server, token, 'GET', '/cells?limit=1')).json.items[0];
  const bad = join(server.data, '..', 'bad.csv');
  const good = join(server.data, '..', 'good.csv');
  const head = 'record_number,full_name,gender,born_on,cell_code,admitted_on,official_on\n';
  writeFileSync(bad, `${head}900001HB,Hà Thị Nhập,Nữ,01/02/1980,${cell.code},2001-01-01,2002-01-01\n900002HB,Hà Văn Nhập,Nam,31/02/1980,${cell.code},2001-01-01,2002-01-01\n`);
  writeFileSync(good, `${head}900001HB,Hà Thị Nhập,Nữ,01/02/1980,${cell.code},2001-01-01,2002-01-01\n900002HB,Hà Văn Nhập,Nam,28/02/1980,${cell.code},2001-01-01,2002-01-01\n`);
  for (const [file, refused] of [[bad, true], [good, false]]) {
    await visit('/imports');
    await page.getByLabel('Loại dữ liệu').selectOption('members');
    await page.getByLabel('Tệp Excel').setInputFiles(file);
    await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
    await page.waitForURL(/imports\/\d+/);
    await drawn(page);
    equal(await page.getByRole('button', { name: 'Ghi vào sổ' }).isDisabled(), refused, 'the act is there only when no row is refused');
    if (refused) ok((await page.locator('tbody').last().textContent()).includes('Ngày sinh:'), 'the field is named in words');
  }
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await page.getByRole('button', { name: 'Ghi 2 dòng vào sổ' }).click();
  await page.getByText('Đã ghi vào sổ').first().waitFor();
  equal((await api(server, token, 'GET', '/members?q=900002HB')).json.items.length, 1, 'the row is there');
});

await test('English is one switch away and stays', async () => {
  await visit('/organizations/1');
  await page.locator('.user summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Members', exact: true }).waitFor();
  await page.locator('.user summary').click();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.getByRole('link', { name: 'Đảng viên', exact: true }).first().waitFor();
});

await test('no page of the day raised a script error or broke the content policy', async () => equal(page.faults, [], 'errors'));

await browser.close();
await server.stop();
finish();
