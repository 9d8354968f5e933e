/* One's own account: two-step log-in from enrolment to switching off, open sessions, a refused password. */
import { createHmac } from 'node:crypto';
import { startServer, launch, newPage, logIn, drawn, axe, test, finish, equal, ok, chibo } from './lib.mjs';

const PASSWORD = 'mat-khau-mau-12';
const server = await startServer((data) => chibo('demo', '--data', data, '--members', '60'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const browser = await launch();
const post = (path, body, cookie) => fetch(`${server.base}/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(cookie ? { Cookie: cookie, Origin: server.base } : {}) }, body: JSON.stringify(body) });
equal((await post('/setup', { code: server.setupCode(), username: 'quantri', full_name: 'Quản Trị Mẫu', password: PASSWORD, office: true })).status, 201, 'set-up');

/* An account whose one-time code is used up and whose password every test knows. */
async function account(username) {
  const out = chibo('user', 'add', '--data', server.data, '--username', username, '--full-name', `Tài khoản ${username}`, '--role', 'viewer', '--org', root);
  const code = /[A-Z0-9]{4}(-[A-Z0-9]{4})+/.exec(out)[0];
  const cookie = (await post('/session', { username, password: code })).headers.get('set-cookie').split(';')[0];
  equal((await post('/session/password', { new: PASSWORD }, cookie)).status, 204, 'password');
  await fetch(`${server.base}/api/v1/session`, { method: 'DELETE', headers: { Cookie: cookie, Origin: server.base } });
}

/* What a telephone shows, `steps` of half a minute from now; the registry accepts the next code, too. */
function codeOf(secret, steps = 0) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}
const wrong = (code) => String((Number(code) + 500000) % 1000000).padStart(6, '0');

const section = (page, title) => page.locator('section.panel', { has: page.getByRole('heading', { level: 2, name: title }) });
async function openAccount(page) {
  await page.goto('/account');
  await drawn(page);
  await page.waitForLoadState('networkidle');
}

/* From the button to the switched-on state; gives the secret. */
async function enrol(page, withMistakes) {
  const twoStep = section(page, 'Đăng nhập hai bước');
  const dialog = page.getByRole('dialog');
  await twoStep.getByRole('button', { name: 'Bật đăng nhập hai bước' }).click();
  if (withMistakes) {
    equal(await axe(page), [], 'axe on the dialog that asks for the password');
    await dialog.getByLabel('Mật khẩu hiện nay').fill('khong-phai-mat-khau');
    await dialog.getByRole('button', { name: 'Sau' }).click();
    await dialog.getByText('mật khẩu đang dùng không đúng').waitFor();
  }
  await dialog.getByLabel('Mật khẩu hiện nay').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sau' }).click();
  await dialog.getByText('otpauth://').waitFor();
  const [shown, uri] = await dialog.locator('code').allTextContents();
  const secret = shown.replaceAll(' ', '');
  ok(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/.test(shown), `the secret stands in groups of four: ${shown}`);
  equal(new URL(uri).searchParams.get('secret'), secret, 'the address holds the same secret');
  if (withMistakes) {
    equal(await axe(page), [], 'axe on the dialog with the secret');
    await dialog.getByLabel('Mã sáu chữ số').fill(wrong(codeOf(secret)));
    await dialog.getByRole('button', { name: 'Bật', exact: true }).click();
    await dialog.getByText('mã không đúng').waitFor();
  }
  await dialog.getByLabel('Mã sáu chữ số').fill(codeOf(secret));
  await dialog.getByRole('button', { name: 'Bật', exact: true }).click();
  await twoStep.getByText('đang bật').waitFor();
  return secret;
}

const page = await newPage(browser, server);
await logIn(page, 'quantri', PASSWORD);
let secret;

await test('enrolment asks for the password, shows the secret once and takes a first code', async () => {
  await openAccount(page);
  secret = await enrol(page, true);
  await openAccount(page);
  ok((await section(page, 'Đăng nhập hai bước').textContent()).includes('đang bật từ'), 'the page says since when');
  ok(!(await page.content()).includes(secret.slice(0, 4) + ' ' + secret.slice(4, 8)) && !(await page.content()).includes('otpauth'), 'the secret is gone');
});

const phone = await newPage(browser, server, { width: 390, height: 844 });
await test('log-in asks for the code after the password, refuses a wrong one in words and lets the right one in', async () => {
  await phone.goto('/login?next=/account');
  await phone.waitForSelector('form');
  equal(await phone.getByLabel('Mã sáu chữ số').isVisible(), false, 'the code is not asked for at first');
  await phone.getByLabel('Tên đăng nhập').fill('quantri');
  await phone.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Đăng nhập' }).click();
  const code = phone.getByLabel('Mã sáu chữ số');
  await code.waitFor();
  ok((await phone.getByRole('status').first().textContent()).includes('hai bước'), 'what is missing is said');
  equal(await code.evaluate((e) => e === document.activeElement), true, 'the code has the focus');
  equal(await axe(phone), [], 'axe on the log-in page with the code');
  await code.fill(wrong(codeOf(secret, 1)));
  await phone.getByRole('button', { name: 'Đăng nhập' }).click();
  ok((await phone.getByRole('alert').textContent()).includes('mã không đúng'), 'the refusal is said');
  const next = codeOf(secret, 1);
  await code.fill(`${next.slice(0, 3)} ${next.slice(3)}`);
  await phone.getByRole('button', { name: 'Đăng nhập' }).click();
  await phone.waitForURL((u) => u.pathname === '/account');
  await drawn(phone);
});

await test('a session ended on the account page is out at once, the others are ended together', async () => {
  await openAccount(page);
  const sessions = section(page, 'Phiên đang mở');
  const rows = sessions.locator('tbody tr'); /* the telephone, this browser, the set-up; the newest first */
  equal(await rows.count(), 3, 'sessions');
  ok((await rows.nth(1).textContent()).includes('phiên này'), 'the current one is marked');
  equal(await sessions.getByText('phiên này').count(), 1, 'no other one is');
  equal(await axe(page), [], 'axe on the account page');
  await rows.first().getByRole('button', { name: /^Kết thúc phiên/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc phiên' }).click();
  await rows.nth(2).waitFor({ state: 'detached' });
  await phone.goto('/account');
  await phone.waitForURL(/login\?next=/);
  await sessions.getByRole('button', { name: 'Đăng xuất ở mọi nơi khác' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất ở mọi nơi khác' }).click();
  await rows.nth(1).waitFor({ state: 'detached' });
  equal(await sessions.getByRole('button', { name: 'Đăng xuất ở mọi nơi khác' }).count(), 0, 'there is nowhere else');
  ok((await rows.first().textContent()).includes('phiên này'), 'this one goes on');
  await page.reload();
  await drawn(page);
});

await test('an administrator sees two-step log-in and sessions of a user, and ends one', async () => {
  await account('lan');
  const lan = await newPage(browser, server);
  await logIn(lan, 'lan', PASSWORD);
  await openAccount(lan);
  await enrol(lan, false);
  await page.goto('/organizations/1');
  await drawn(page);
  await page.locator('.user summary').click();
  await page.getByRole('button', { name: /^Quản trị hệ thống/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
  await page.getByRole('link', { name: 'Tài khoản lan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tài khoản lan' }).waitFor();
  const twoStep = page.locator('.kv div', { hasText: 'Đăng nhập hai bước' });
  ok((await twoStep.textContent()).includes('đang bật'), 'two-step log-in is shown');
  const sessions = section(page, 'Phiên đang mở');
  await sessions.getByRole('button', { name: /^Kết thúc phiên/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc phiên' }).click();
  await sessions.getByText('Không có phiên nào đang mở.').waitFor();
  equal(await axe(page), [], 'axe on the page of the user');
  await lan.goto('/account');
  await lan.waitForURL(/login\?next=/);
  await page.getByRole('button', { name: 'Cấp mã dùng một lần' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp mã dùng một lần' }).click();
  const code = await page.locator('dialog code').textContent();
  await page.getByRole('button', { name: 'Đóng' }).click();
  await logIn(lan, 'lan', code); /* asks for no code any more */
  ok((await lan.locator('main').textContent()).includes('hãy đặt mật khẩu'), 'the password page comes first');
  await page.reload();
  await drawn(page);
  ok((await twoStep.textContent()).includes('đang tắt'), 'the reset switched it off');
  equal(lan.faults, [], 'script errors');
});

await test('switching off takes the password and a code; a password on the list of common ones is refused with its reason', async () => {
  await account('hoa');
  const hoa = await newPage(browser, server);
  await logIn(hoa, 'hoa', PASSWORD);
  await openAccount(hoa);
  const hers = await enrol(hoa, false);
  const twoStep = section(hoa, 'Đăng nhập hai bước');
  const dialog = hoa.getByRole('dialog');
  await twoStep.getByRole('button', { name: 'Tắt đăng nhập hai bước' }).click();
  equal(await axe(hoa), [], 'axe on the dialog that switches off');
  await dialog.getByLabel('Mật khẩu hiện nay').fill(PASSWORD);
  await dialog.getByLabel('Mã sáu chữ số').fill(codeOf(hers, 1));
  await dialog.getByRole('button', { name: 'Tắt đăng nhập hai bước' }).click();
  await twoStep.getByText('đang tắt').waitFor();
  const form = section(hoa, 'Đổi mật khẩu');
  await form.getByLabel('Mật khẩu hiện nay').fill(PASSWORD);
  await form.getByLabel('Mật khẩu mới').fill('matkhau123456');
  await form.getByLabel('Nhập lại mật khẩu').fill('matkhau12345');
  await form.getByRole('button', { name: 'Lưu mật khẩu' }).click();
  await form.getByText('Hai lần nhập chưa giống nhau').waitFor();
  await form.getByLabel('Nhập lại mật khẩu').fill('matkhau123456');
  await form.getByRole('button', { name: 'Lưu mật khẩu' }).click();
  await form.getByText('nằm trong danh sách những mật khẩu bị thử đầu tiên').first().waitFor();
  equal(await form.getByLabel('Mật khẩu mới').getAttribute('aria-invalid'), 'true', 'the field is marked');
  await form.getByLabel('Mật khẩu mới').fill('mat-khau-khac-12');
  await form.getByLabel('Nhập lại mật khẩu').fill('mat-khau-khac-12');
  await form.getByRole('button', { name: 'Lưu mật khẩu' }).click();
  await form.getByText('Đã đổi mật khẩu').waitFor();
  equal(hoa.faults, [], 'script errors');
});

await test('no page of the account raised a script error or broke the content policy', async () => equal([...page.faults, ...phone.faults], [], 'errors'));

await browser.close();
await server.stop();
finish();
