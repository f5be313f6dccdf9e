export function makeCapture(
  path: string,
  what?: { readonly calls?: number },
): { readonly calls: number; readonly messages: number };
