/* The office's month: what it does most, each with the acts and seconds it may take at most. A task begins on the page that `from` names. */
import { readFileSync } from 'node:fs';
import { api, drawn, equal, ok, setUp } from './lib.mjs';

const PHONE = '0912 000 147';
const STATUS = { official: 'Chính thức', probationary: 'Dự bị' };
const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
const showDate = (iso) => iso.split('-').reverse().join('/');
const vietnamese = (n) => new Intl.NumberFormat('vi-VN').format(n);

/** Counts what a person does with hand or keyboard; the clock runs from the first of it. Typing into one field is one act. */
export function countActs(page) {
  const acts = { done: 0, since: 0 };
  const act = (body) => async (...taken) => {
    if (acts.done === 0) acts.since = performance.now();
    acts.done += 1;
    return body(...taken);
  };
  return Object.assign(acts, {
    click: act((target) => target.click()),
    fill: act((target, text) => target.fill(text)),
    press: act((key) => page.keyboard.press(key)),
    check: act((target) => target.check()),
    select: act((target, option) => target.selectOption(option)),
    /** A click that brings a file; gives its bytes once the whole of it is saved. */
    download: act(async (target) => {
      const [file] = await Promise.all([page.waitForEvent('download'), target.click()]);
      equal(await file.failure(), null, 'the download');
      return readFileSync(await file.path());
    }),
  });
}

/** Sets the registry up and chooses whom the tasks are about: { root, member, women }. */
export async function prepare(page, server) {
  const root = await setUp(page, server);
  await page.addInitScript(() => { window.printed = 0; window.print = () => { window.printed += 1; }; });
  const code = (await page.evaluate(async (path) => (await fetch(`/api/v1${path}`)).json(), root)).code;
  const token = server.token('office', code);
  const see = async (path) => (await api(server, token, 'GET', path)).json;
  const { items } = await see('/members?limit=100&fields=id,full_name,born_on,cell_name,status&sort=-admitted_on');
  const member = items[50];
  equal((await api(server, token, 'PATCH', `/members/${member.id}`, { phone: PHONE, reason: 'chuẩn bị' }, { 'If-Match': '*' })).status, 200, 'a telephone number to find');
  const women = (await see('/members?gender=female&count=exact&limit=1')).total;
  const send = async (path, body) => {
    const { status, json } = await api(server, token, 'POST', path, body);
    equal(status, 201, `${path}: ${JSON.stringify(json)}`);
    return json;
  };
  const cells = (await see('/cells?limit=200&fields=id,name,official')).items.filter((c) => c.official >= 5);
  const cell = cells[0];
  const receiver = cells[cells.length - 1];
  const movers = (await see(`/members?org=${cell.id}&status=official&activity=active&limit=4&fields=id,full_name`)).items;
  const today = (await see('/session')).today;
  const arriving = await send(`/members/${movers[0].id}/transfers`, { kind: 'official', to_cell_id: receiver.id, letter_number: '7-GTSHĐ', sent_on: today });
  const dossier = await send('/candidates', { cell_id: cell.id, full_name: 'Xa Thị Mẫu', gender: 'female', born_on: '2000-03-04', source: 'youth_union', listed_on: '2025-01-05', general_education: 'upper_secondary', helper_id: movers[2].id });
  await send(`/candidates/${dossier.id}/steps`, { step: 'sympathizer', day: '2025-02-05' });
  return { root, member, women, see, mover: movers[1], receiver, arriving, dossier };
}

/** Those an office can do today. run(page, acts, about) ends when the page shows what was wanted. */
export const tasks = [
  {
    name: 'find a member and see cell, status, contacts', acts: 2, seconds: 5, from: ({ root }) => root,
    async run(page, acts, { member }) {
      await acts.fill(page.getByLabel('Tìm đảng viên, tổ chức, số thẻ'), plain(member.full_name));
      await acts.press('Enter');
      await page.waitForURL(/search/);
      const row = page.getByRole('row').filter({ hasText: member.full_name }).filter({ hasText: showDate(member.born_on) }).filter({ hasText: member.cell_name });
      await row.first().waitFor();
      const text = await row.first().innerText();
      for (const words of [STATUS[member.status], PHONE]) ok(text.includes(words), `${words} in sight: ${text}`);
    },
  },
  {
    name: 'correct a profile', acts: 4, seconds: 30, from: ({ member }) => `/members/${member.id}`,
    async run(page, acts, { member, see }) {
      const place = `Trường mầm non số ${Math.floor(Math.random() * 1e6)}`;
      await acts.click(page.getByRole('button', { name: 'Sửa Nghề nghiệp, công tác' }));
      await acts.fill(page.getByLabel('Đơn vị công tác', { exact: true }), place);
      await acts.click(page.getByRole('button', { name: 'Lưu mục này' }));
      await page.locator('dl').getByText(place).waitFor();
      const seen = performance.now();
      equal((await see(`/members/${member.id}`)).workplace, place, 'what is stored');
      return seen;
    },
  },
  {
    name: 'print the month\'s increase and decrease', acts: 3, seconds: 20, from: ({ root }) => root,
    async run(page, acts) {
      const today = await page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).today);
      const first = showDate(`${today.slice(0, 8)}01`);
      await acts.click(page.getByRole('link', { name: 'Số liệu', exact: true }));
      await acts.click(page.getByRole('link', { name: 'Tháng này' }));
      await page.waitForURL(/period=month/);
      await page.getByText(`Đầu kỳ (${first})`).waitFor();
      await acts.click(page.getByRole('button', { name: 'In', exact: true }));
      await page.waitForFunction(() => window.printed === 1);
      const seen = performance.now();
      await page.emulateMedia({ media: 'print' });
      const paper = await page.locator('main').innerText();
      await page.emulateMedia({ media: 'screen' });
      for (const words of ['ĐẢNG CỘNG SẢN VIỆT NAM', `Từ ${first} đến ${showDate(today)}`, 'Tăng, giảm', `Đầu kỳ (${first})`, `Cuối kỳ (${showDate(today)})`]) ok(paper.includes(words), `${words} on paper`);
      equal(await page.getByRole('link', { name: 'Tháng này' }).getAttribute('aria-current'), 'true', 'the period is marked');
      return seen;
    },
  },
  {
    name: 'a filtered list to Excel', acts: 6, seconds: 45, from: ({ root }) => root,
    async run(page, acts, { women }) {
      await acts.click(page.locator('.tabs').getByRole('link', { name: 'Đảng viên', exact: true }));
      await acts.click(page.getByRole('button', { name: '+ Thêm điều kiện' }));
      const dialog = page.getByRole('dialog');
      await acts.select(dialog.getByLabel('Trường', { exact: true }), 'gender');
      await acts.check(dialog.getByLabel('Nữ'));
      await acts.click(dialog.getByRole('button', { name: 'Áp dụng' }));
      await page.waitForURL(/gender=female/);
      await page.locator('.count-line strong').getByText(vietnamese(women), { exact: true }).waitFor();
      const file = await acts.download(page.getByRole('link', { name: 'Excel (.xlsx)' }));
      const seen = performance.now();
      equal([file.subarray(0, 2).toString(), file.length > women * 20], ['PK', true], `a sheet with a row for each of ${women}, ${file.length} bytes`);
      return seen;
    },
  },
  {
    name: 'send a transfer with its letter as a Word file', acts: 8, seconds: 90, from: ({ mover }) => `/members/${mover.id}`,
    async run(page, acts, { mover, receiver, see }) {
      const dialog = page.getByRole('dialog');
      await acts.click(page.locator('summary', { hasText: 'Việc khác' }));
      await acts.click(page.getByRole('button', { name: 'Chuyển sinh hoạt đảng', exact: true }));
      await acts.fill(dialog.getByLabel('Chuyển đến chi bộ'), receiver.name);
      await acts.click(page.getByRole('listbox').getByRole('option').first());
      await acts.fill(dialog.getByLabel('Số giấy giới thiệu'), '8-GTSHĐ');
      await acts.click(dialog.getByRole('button', { name: 'Ghi chuyển sinh hoạt' }));
      const file = await acts.download(dialog.getByRole('button', { name: 'Tạo tệp Word' }));
      const seen = performance.now();
      equal([file.subarray(0, 2).toString(), file.length > 2000], ['PK', true], 'a Word file');
      equal((await see(`/members/${mover.id}`)).activity, 'in_transfer', 'under way');
      return seen;
    },
  },
  {
    name: 'receive a transfer', acts: 4, seconds: 30, from: () => '/',
    async run(page, acts, { arriving, receiver, see }) {
      await acts.click(page.getByRole('row').filter({ hasText: `chuyển đến: ${arriving.full_name}` }).locator('a.btn'));
      await acts.click(page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận' }));
      await page.getByText(`Đã tiếp nhận ${arriving.full_name}`).waitFor();
      const seen = performance.now();
      equal((await see(`/members/${arriving.member_id}`)).cell_id, receiver.id, 'in the new cell');
      return seen;
    },
  },
  {
    name: 'enter a candidate\'s next step', acts: 8, seconds: 90, from: ({ dossier }) => `/candidates/${dossier.id}`,
    async run(page, acts, { dossier, see }) {
      const dialog = page.getByRole('dialog');
      await acts.click(page.getByRole('button', { name: 'Ghi: Lớp nhận thức về Đảng…' }));
      await acts.fill(dialog.getByRole('group', { name: 'Giấy chứng nhận lớp nhận thức về Đảng' }).getByLabel('Ngày'), '01/06/2026');
      await acts.click(dialog.getByRole('button', { name: 'Ghi: Lớp nhận thức về Đảng' }));
      await page.getByText('Đã ghi “Lớp nhận thức về Đảng”').waitFor();
      const seen = performance.now();
      equal((await see(`/candidates/${dossier.id}`)).stage, 'awareness_course', 'what is stored');
      return seen;
    },
  },
  {
    name: 'recognitions due this month with their papers', acts: 6, seconds: 60, from: () => '/',
    async run(page, acts) {
      await acts.check(page.getByRole('radio', { name: /^Công nhận chính thức/ }));
      await page.waitForURL(/kinds=recognition/);
      await drawn(page);
      const line = page.locator('.work tbody tr').first();
      ok(/Công nhận chính thức: /.test(await line.innerText()), 'recognitions alone');
      await acts.click(line.getByRole('rowheader').getByRole('link'));
      await page.waitForURL(/candidates/);
      await page.getByRole('heading', { name: 'Giấy tờ trong hồ sơ' }).waitFor();
      return performance.now();
    },
  },
];

/** The rest of the month, and the part of the registry each waits for. */
export const waiting = [
  { name: 'record a cell meeting with attendance of 30 on a phone', acts: 8, seconds: 60, for: 'meetings' },
  { name: 'see which cells have not met this month', acts: 1, seconds: 5, for: 'meetings' },
  { name: 'take the dues of a cell', acts: 6, seconds: 45, for: 'dues' },
];

/** Does one task; gives { acts, ms }, the time from the first act until the page shows what was wanted. */
export async function perform(page, task, about) {
  await page.goto(task.from(about));
  await drawn(page);
  await page.waitForLoadState('networkidle');
  const acts = countActs(page);
  const seen = await task.run(page, acts, about) || performance.now();
  return { acts: acts.done, ms: seen - acts.since };
}
