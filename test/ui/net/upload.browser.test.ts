import { afterEach, describe, expect, test, vi } from 'vitest';
import { uploadCapture } from '../../../ui/net/upload.ts';

afterEach(() => vi.unstubAllGlobals());

class FakeRequest {
  static last: FakeRequest | undefined;
  readonly upload: { onprogress?: (event: { readonly loaded: number }) => void } = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  sent: FormData | undefined;
  constructor() {
    FakeRequest.last = this;
  }
  open(): void {
    this.status = 0;
  }
  send(form: FormData): void {
    this.sent = form;
  }
  abort(): void {
    this.responseText = 'aborted';
  }
  answer(status: number, text: string): void {
    this.status = status;
    this.responseText = text;
    this.onload?.();
  }
}

function upload() {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  const told: unknown[] = [];
  const cancel = uploadCapture(new File(['12345'], 'a.pcap'), {
    onProgress: bytes => told.push(bytes),
    onDone: capture => told.push(capture),
    onRefused: problem => told.push(problem.code),
  });
  const request = FakeRequest.last;
  if (request === undefined) throw new Error('no request was made');
  return { told, request, cancel };
}

describe('an upload', () => {
  test('sends the file under its name and tells how much has gone, the envelope aside', () => {
    const { told, request } = upload();
    expect(request.sent?.get('file')).toHaveProperty('name', 'a.pcap');
    request.upload.onprogress?.({ loaded: 3 });
    request.upload.onprogress?.({ loaded: 300 });
    expect(told).toEqual([3, 5]);
  });
  test('gives the capture that the server opened', () => {
    const { told, request } = upload();
    request.answer(201, '{"id":"a"}');
    expect(told).toEqual([{ id: 'a' }]);
  });
  test('over the limit is refused in the server’s words', () => {
    const { told, request } = upload();
    request.answer(413, '{"code":"SIPA_TOO_LARGE","message":"","hint":""}');
    expect(told).toEqual(['SIPA_TOO_LARGE']);
  });
  test('behind a proxy that answers in HTML is refused by its status', () => {
    const { told, request } = upload();
    request.answer(413, '<h1>too large</h1>');
    expect(told).toEqual(['HTTP_413']);
  });
  test('whose connection breaks says so', () => {
    const { told, request } = upload();
    request.onerror?.();
    expect(told).toEqual(['SIPSCOPE_UPLOAD_BROKEN']);
  });
  test('can be cancelled', () => {
    const { cancel, request } = upload();
    cancel();
    expect(request.responseText).toBe('aborted');
  });
});
