// Sends a capture file to the server. XMLHttpRequest, because fetch tells nothing about how much has gone.

import type { CaptureInfo } from '../../server/wire/protocol.ts';
import type { Problem } from '../state/app-state.ts';
import { readProblem } from './api.ts';

export interface UploadEvents {
  readonly onProgress: (bytesSent: number) => void;
  readonly onDone: (capture: CaptureInfo) => void;
  readonly onRefused: (problem: Problem) => void;
}

/** Starts the upload; returns what cancels it. */
export function uploadCapture(file: File, events: UploadEvents, path = '/api/captures'): () => void {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append('file', file, file.name);
  request.upload.onprogress = event => events.onProgress(Math.min(event.loaded, file.size));
  request.onload = () => {
    const body = readJson(request.responseText);
    if (request.status >= 200 && request.status < 300 && body !== undefined) events.onDone(body as CaptureInfo);
    else events.onRefused(readProblem(body, request.status));
  };
  // A server that refuses a file for its size may close the connection before it has read it: no status arrives then.
  request.onerror = () =>
    events.onRefused({
      code: 'SIPSCOPE_UPLOAD_BROKEN',
      message: `The connection broke while ${file.name} was sent.`,
      hint: 'The file may be over the size limit of uploads, or sipscope was stopped. Open big files by path: sipscope FILE.',
    });
  request.open('POST', path);
  request.send(form);
  return () => request.abort();
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not our server's answer (a proxy's error page, say); the status alone is told.
    return undefined;
  }
}
