// What the desktop shows beside the app: through the window's plugin, or as the browser's own notifications.
import { invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

/** Whether this host shows notices, and whether the person allowed them. */
export type NoticesAre = 'on' | 'off' | 'blocked' | 'none';

/** Something to show. */
export interface Notice {
  /** The same notice has the same key. */
  key: string;
  title: string;
  body: string;
  /** What a click on it does. */
  opened: () => void;
}

const WORDS: Record<NotificationPermission, NoticesAre> = { granted: 'on', denied: 'blocked', default: 'off' };

/** In the window nothing is asked: the desktop's own settings say whether an app may show them. */
export function noticesAre(): NoticesAre {
  if (isTauri()) return 'on';
  return 'Notification' in window ? WORDS[Notification.permission] : 'none';
}

/** Asks the person, where the host wants that. */
export async function askForNotices(): Promise<NoticesAre> {
  if (!isTauri() && 'Notification' in window) await Notification.requestPermission();
  return noticesAre();
}

/** Shows a notice. One that the desktop cannot show is only missing: what it says stands in the app all the same. */
export function show(notice: Notice): void {
  if (isTauri()) showInWindow(notice);
  else showInBrowser(notice);
}

function showInBrowser({ key, title, body, opened }: Notice): void {
  const shown = new Notification(title, { body, tag: key });
  shown.addEventListener('click', () => {
    window.focus();
    opened();
  });
}

/** What clicks on the notices of this window do, by key. */
const opens = new Map<string, () => void>();
let listening: Promise<unknown> | null = null;

function showInWindow({ key, title, body, opened }: Notice): void {
  opens.set(key, opened);
  listening ??= listen<string>('noticed', ({ payload }) => opens.get(payload)?.());
  void listening.then(() => invoke('plugin:notification|notify', { options: { title, body, extra: { key } } })).catch(() => undefined);
}
