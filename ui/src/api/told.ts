// What the core tells unasked. One subscription for the whole app.
import { isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type { Told } from './types';

/** Told things, and `again` when the line was cut and something may have been missed. */
export interface Listener {
  told: (told: Told) => void;
  again: () => void;
}

/** Subscribes until the returned function is called. */
export function subscribe(listener: Listener): () => void {
  return isTauri() ? subscribeWindow(listener) : subscribeBrowser(listener);
}

function subscribeWindow(listener: Listener): () => void {
  const stop = listen<Told>('told', (event) => listener.told(event.payload));
  return () => void stop.then((end) => end());
}

function subscribeBrowser(listener: Listener): () => void {
  const source = new EventSource('/api/events');
  let cut = false;
  source.addEventListener('message', (event: MessageEvent<string>) => {
    const told: Told = JSON.parse(event.data);
    listener.told(told);
  });
  source.addEventListener('error', () => (cut = true));
  source.addEventListener('open', () => {
    if (cut) listener.again();
    cut = false;
  });
  return () => source.close();
}
