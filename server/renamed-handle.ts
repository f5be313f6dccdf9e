// An upload lies under a path of ours, which is nobody's business. Takes its handle, gives one that says the upload's own name
// wherever the path would show: in its health, its messages and its errors.

import { basename } from 'node:path';
import type { CaptureHandle } from '../collector/index.ts';
import type { CaptureHealth, CaptureProgress, FrameDetail, MessageDetail } from './wire/types.ts';

/** `path` is the file the handle reads; `name` is what to call it. */
export function renamedHandle(handle: CaptureHandle, path: string, name: string): CaptureHandle {
  const rename = (text: string): string => text.replaceAll(path, name).replaceAll(basename(path), name);

  const renameProgress = (progress: CaptureProgress): CaptureProgress =>
    progress.error === undefined
      ? progress
      : { ...progress, error: { ...progress.error, message: rename(progress.error.message) } };

  const renameHealth = (health: CaptureHealth): CaptureHealth => ({
    ...health,
    sources: health.sources.map(source => ({ ...source, path: rename(source.path) })),
    notDecoded: health.notDecoded.map(counter => ({
      ...counter,
      samples: counter.samples.map(sample => ({
        ...sample,
        source: rename(sample.source),
        point: rename(sample.point),
      })),
    })),
    points: health.points.map(point => ({ ...point, name: rename(point.name) })),
  });

  const renameMessage = (message: MessageDetail): MessageDetail => ({
    ...message,
    file: rename(message.file),
    capturePoints: message.capturePoints.map(point => ({ ...point, name: rename(point.name) })),
  });

  const renameFrame = (frame: FrameDetail): FrameDetail => ({
    ...frame,
    source: rename(frame.source),
    point: rename(frame.point),
  });

  /** Errors keep their code and hint; only what they say is renamed. */
  const asked = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof Error) error.message = rename(error.message);
      throw error;
    }
  };

  return {
    id: handle.id,
    paths: [name],
    progress: () => renameProgress(handle.progress()),
    list: query => asked(handle.list(query)),
    call: leg => asked(handle.call(leg)),
    callText: (leg, parts) => asked(handle.callText(leg, parts)),
    message: async index => {
      const message = await asked(handle.message(index));
      return message && renameMessage(message);
    },
    ask: (name, ...given) => asked(handle.ask(name, ...given)),
    health: async () => renameHealth(await asked(handle.health())),
    frame: async id => {
      const frame = await asked(handle.frame(id));
      return frame && renameFrame(frame);
    },
    addKeys: text => asked(handle.addKeys(text)),
    clear: () => asked(handle.clear()),
    endFollowing: () => asked(handle.endFollowing()),
    onChange: listener =>
      handle.onChange(({ progress, legs }) => listener({ progress: renameProgress(progress), legs })),
    close: () => handle.close(),
  };
}
