/* Papers with their scans in the browser: on a member, a dossier and a case; what is refused is said where it stands. */
import { readFileSync } from 'node:fs';
import { startServer, launch, newPage, addAccount, enterFirst, drawn, axe, api, test, finish, equal, ok, chibo, shot } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const office = server.token('office', root);
const call = async (path) => (await api(server, office, 'GET', path)).json;
const cell = (await call('/cells?limit=200&fields=id,code,name,kind,official')).items.find((c) => c.official >= 5 && c.kind === 'cell');
const [member] = (await call(`/members?org=${cell.id}&status=official&limit=1&fields=id,full_name`)).items;
const [dossier] = (await call('/candidates?limit=1&state=open')).items;
const affair = (await api(server, server.token('inspector', root), 'POST', '/discipline', { member_id: member.id, title: 'Vụ việc thử', source: 'inspection', received_on: '2026-10-01', authority: 'base_committee' })).json;

addAccount(server, 'quantri', 'system_admin', root); /* until then every page leads to the set-up */
const browser = await launch();
async function enter(username, role, size) {
  const page = await newPage(browser, server, size);
  await enterFirst(page, username, addAccount(server, username, role, root));
  return page;
}
const page = await enter('vanphong', 'office');
const phone = await enter('vanphong2', 'office', { width: 390, height: 844 });
const inspector = await enter('kiemtra', 'inspector');
const panelOf = (p) => p.locator('section.panel').filter({ has: p.getByRole('heading', { name: 'Tài liệu', exact: false }) }).last();
const panel = panelOf(page);
const dialog = page.getByRole('dialog');
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(149500, 'một trang '), Buffer.from('\n%%EOF\n')]);
const file = (name, buffer, mimeType = 'application/pdf') => ({ name, mimeType, buffer });

async function fetched(p, button) {
  const [download] = await Promise.all([p.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

await test('a paper is put on a member with its scan, and comes back as it was', async () => {
  await page.goto(`/members/${member.id}`);
  await drawn(page);
  await panel.getByText('Chưa có tài liệu nào').waitFor();
  await shot(page, 'documents-empty');
  await panel.getByRole('button', { name: 'Thêm' }).click();
  await dialog.getByLabel('Loại giấy tờ').selectOption('biography');
  await dialog.getByLabel('Trích yếu').fill('Lý lịch đảng viên');
  await dialog.getByLabel('Ngày ban hành').fill('03/02/2020');
  await dialog.getByLabel('Nơi lưu bản giấy').fill('Tủ 2, cặp 14');
  await dialog.getByLabel('Bản quét').setInputFiles(file('ly-lich.pdf', pdf));
  await dialog.getByText('ly-lich.pdf · 146 KiB').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the dialog');
  await shot(page, 'documents-dialog');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await panel.getByText('Lý lịch đảng viên').first().waitFor();
  await panel.getByText('PDF · 146 KiB').waitFor();
  await panel.getByText('Lưu hành nội bộ').waitFor();
  const got = await fetched(page, panel.getByRole('button', { name: 'Tải về' }));
  equal(got.name, 'Lý lịch đảng viên.pdf', 'name');
  ok(got.bytes.equals(pdf), 'the bytes');
  equal((await axe(page)).join('\n'), '', 'axe on the member');
  await shot(page, 'documents-member');
});

await test('what is no scan is told at the file, and the paper waits for a good one', async () => {
  await panel.getByRole('button', { name: 'Thêm' }).click();
  await dialog.getByLabel('Loại giấy tờ').selectOption('certificate');
  await dialog.getByLabel('Trích yếu').fill('Bằng tốt nghiệp');
  await dialog.getByLabel('Bản quét').setInputFiles(file('bang.docx', Buffer.from('PK'), 'application/zip'));
  await dialog.getByText('Không phải tệp PDF, JPEG hoặc PNG.').waitFor();
  await dialog.getByLabel('Bản quét').setInputFiles(file('bang.pdf', Buffer.from('%PDF-1.7 bị cắt giữa chừng, không có phần cuối')));
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.getByText('phải là tệp PDF, JPEG hoặc PNG còn nguyên vẹn').waitFor();
  await dialog.getByRole('button', { name: 'Thôi' }).click();
  await panel.getByText('Chưa có bản quét').waitFor(); /* the paper is there */
  await panel.getByRole('button', { name: 'Tải bản quét lên Bằng tốt nghiệp' }).click();
  await dialog.getByRole('button', { name: 'Tải bản quét lên' }).click();
  equal(await dialog.getByLabel('Bản quét').getAttribute('aria-describedby').then((ids) => page.locator(`#${ids.split(' ')[1]}`).textContent()), 'bắt buộc', 'the file is missing');
  await dialog.getByLabel('Bản quét').setInputFiles(file('bang.pdf', pdf));
  await dialog.getByRole('button', { name: 'Tải bản quét lên' }).click();
  await panel.getByText('PDF · 146 KiB').nth(1).waitFor();
});

await test('a scan is replaced with a reason, the earlier one stays, and the paper is corrected and taken out', async () => {
  const second = Buffer.concat([pdf, Buffer.from('%%EOF\n')]);
  await panel.getByRole('button', { name: 'Thay bản quét Bằng tốt nghiệp' }).click();
  await dialog.getByLabel('Bản quét').setInputFiles(file('bang-2.pdf', second));
  await dialog.getByRole('button', { name: 'Thay bản quét' }).click();
  await dialog.getByText('bắt buộc', { exact: true }).first().waitFor();
  await dialog.getByLabel('Lý do thay').fill('Bản trước mờ');
  await dialog.getByRole('button', { name: 'Thay bản quét' }).click();
  await panel.getByText('Bản quét trước (1)').click();
  const old = await fetched(page, panel.getByRole('button', { name: 'Tải bản thứ 1' }));
  ok(old.bytes.equals(pdf), 'the earlier one');
  await panel.getByRole('button', { name: 'Sửa Bằng tốt nghiệp' }).click();
  await dialog.getByLabel('Trích yếu').fill('Bằng tốt nghiệp đại học');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await panel.getByText('Bằng tốt nghiệp đại học').first().waitFor();
  await panel.getByRole('button', { name: 'Xóa Bằng tốt nghiệp đại học' }).click();
  await dialog.getByLabel('Lý do').fill('Ghi nhầm người');
  await dialog.getByRole('button', { name: 'Xóa dòng này' }).click();
  await panel.getByText('Bằng tốt nghiệp đại học').first().waitFor({ state: 'detached' });
});

await test('a case keeps its papers for whoever reads it, a dossier its own', async () => {
  await inspector.goto(`/discipline/${affair.id}`);
  await drawn(inspector);
  await inspector.getByRole('button', { name: 'Thụ lý, giải quyết vụ việc' }).click();
  const own = panelOf(inspector);
  await own.getByRole('button', { name: 'Thêm' }).click();
  const ask = inspector.getByRole('dialog');
  await ask.getByLabel('Loại giấy tờ').selectOption('denunciation');
  await ask.getByLabel('Trích yếu').fill('Đơn tố cáo');
  await ask.getByLabel('Bản quét').setInputFiles(file('don.pdf', pdf));
  await ask.getByRole('button', { name: 'Lưu' }).click();
  await own.getByText('PDF · 146 KiB').waitFor();
  ok((await own.getByText('Mật', { exact: true }).count()) === 1, 'classified by itself');
  equal((await axe(inspector)).join('\n'), '', 'axe on the case');
  await shot(inspector, 'documents-case');
  const got = await fetched(inspector, own.getByRole('button', { name: 'Tải về' }));
  ok(got.bytes.equals(pdf), 'the bytes');
  /* the inspector reads the member's, and puts nothing there */
  await inspector.goto(`/members/${member.id}`);
  await drawn(inspector);
  await own.getByText('Lý lịch đảng viên').first().waitFor();
  equal(await own.getByRole('button', { name: 'Thêm' }).count(), 0, 'no button');
  equal(await own.getByText('Đơn tố cáo').count(), 0, 'the case is no paper of the member');
  await page.goto(`/candidates/${dossier.id}`);
  await drawn(page);
  await panel.getByRole('button', { name: 'Thêm Tài liệu' }).click();
  await dialog.getByLabel('Loại giấy tờ').selectOption('application');
  await dialog.getByLabel('Trích yếu').fill('Đơn xin vào Đảng');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await panel.getByText('Chưa có bản quét').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the dossier');
  await shot(page, 'documents-dossier');
});

await test('on a phone the papers read from top to bottom', async () => {
  await phone.goto(`/members/${member.id}`);
  await drawn(phone);
  const own = panelOf(phone);
  await own.getByText('PDF · 146 KiB').waitFor();
  await own.scrollIntoViewIfNeeded();
  ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing hangs over');
  equal((await axe(phone)).join('\n'), '', 'axe on the phone');
  await shot(phone, 'documents-phone');
  await phone.goto(`/candidates/${dossier.id}`);
  await drawn(phone);
  await own.getByText('Đơn xin vào Đảng').first().waitFor();
  await own.scrollIntoViewIfNeeded();
  ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing hangs over on the dossier');
  equal((await axe(phone)).join('\n'), '', 'axe on the dossier');
  await shot(phone, 'documents-dossier-phone');
});

for (const p of [page, phone, inspector]) equal(p.faults.join('\n'), '', 'no script error');
await browser.close();
await server.stop();
finish();
