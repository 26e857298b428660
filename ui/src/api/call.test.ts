import { afterEach, describe, expect, it, vi } from 'vitest';

import { asCallError, call } from './call';

const answers = (status: number, body: string) => vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(body, { status }))));

describe('a call', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('posts its request to its own address and gives the answer', async () => {
    answers(200, '{"total":1,"rows":[]}');
    const answer = await call('events', {});
    expect(answer).toEqual({ total: 1, rows: [] });
    expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe('/api/events');
  });

  it('fails with the code and the field the core told', async () => {
    answers(422, '{"code":"bad_amount","message":"x","field":"budget"}');
    await expect(call('events', {})).rejects.toMatchObject({ code: 'bad_amount', field: 'budget' });
  });

  it('is an internal error when the answer is none of ours', async () => {
    answers(200, '<html>');
    await expect(call('events', {})).rejects.toMatchObject({ code: 'internal', field: null });
    answers(502, '<html>');
    await expect(call('events', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('does not say that nothing was changed when the app did not answer at all', async () => {
    vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))));
    await expect(call('events', {})).rejects.toMatchObject({ code: 'app_gone', field: null });
  });

  it('reads an error that the window passes as an object or as text', () => {
    expect(asCallError({ code: 'disk_full', message: '', field: null }).code).toBe('disk_full');
    expect(asCallError('{"code":"not_found","message":"","field":null}').code).toBe('not_found');
    expect(asCallError({ code: 'invented' }).code).toBe('internal');
    expect(asCallError(undefined).code).toBe('internal');
  });
});
