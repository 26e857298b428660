// A signature as strokes of whole numbers, and as lines to draw. Pure.

/** The size of the paper in the strokes' own numbers. */
export const PAPER = { width: 1000, height: 400 } as const;

export type Stroke = readonly number[];

/** Strokes as they are kept; what is no stroke list is nothing. */
export function readStrokes(text: string): Stroke[] {
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return [];
    return read.filter((stroke): stroke is number[] => Array.isArray(stroke) && stroke.every((at) => typeof at === 'number'));
  } catch {
    return [];
  }
}

/** A stroke as the points of a line. */
export function pointsOf(stroke: Stroke): string {
  const points: string[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) points.push(`${stroke[at]},${stroke[at + 1]}`);
  return points.join(' ');
}

/** Whether a point lies far enough from the last one to be worth keeping. */
export function isFar(stroke: Stroke, x: number, y: number, least = 4): boolean {
  const [lastX, lastY] = [stroke.at(-2), stroke.at(-1)];
  return lastX === undefined || lastY === undefined || Math.abs(lastX - x) + Math.abs(lastY - y) >= least;
}
