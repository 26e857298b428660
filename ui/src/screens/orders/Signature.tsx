// 客户签名: drawn with a finger or a pen, kept as strokes.
import { Button, Group, Text } from '@mantine/core';
import { useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

import classes from './Orders.module.css';

const EDGE = 4096;
const HEIGHT = 1024;

/** Strokes `[[x,y,x,y]]` as the paths of a drawing. */
export const pathsOf = (strokes: readonly (readonly number[])[]): string[] =>
  strokes.map((stroke) => stroke.reduce((path, at, index) => path + (index % 2 === 0 ? `${index === 0 ? 'M' : 'L'}${at} ` : `${at} `), ''));

export function readStrokes(text: string): number[][] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter((stroke): stroke is number[] => Array.isArray(stroke) && stroke.every((at) => typeof at === 'number')) : [];
  } catch {
    return [];
  }
}

export function Drawn({ strokes }: { strokes: string }) {
  const { t } = useTranslation();
  return (
    <svg viewBox={`0 0 ${EDGE} ${HEIGHT}`} className={classes['sign']} role="img" aria-label={t('orders.delivery.signature')}>
      {pathsOf(readStrokes(strokes)).map((path) => <path key={path} d={path} />)}
    </svg>
  );
}

export function SignaturePad({ onSign, pending }: { onSign: (strokes: string) => void; pending: boolean }) {
  const { t } = useTranslation();
  const [strokes, setStrokes] = useState<number[][]>([]);
  const at = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)));
    return [within(((event.clientX - box.left) / box.width) * EDGE, EDGE), within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT)];
  };
  return (
    <div>
      <Text size="sm" c="dimmed">{t('orders.delivery.sign_here')}</Text>
      <svg
        viewBox={`0 0 ${EDGE} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes['sign']}
        role="img"
        aria-label={t('orders.delivery.sign_here')}
        data-testid="signature-pad"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStrokes([...strokes, at(event)]);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 0 || strokes.length === 0) return;
          setStrokes([...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), ...at(event)]]);
        }}
      >
        {pathsOf(strokes).map((path, index) => <path key={index} d={path} />)}
      </svg>
      <Group gap="xs">
        <Button variant="default" disabled={strokes.length === 0} loading={pending} onClick={() => onSign(JSON.stringify(strokes.filter((stroke) => stroke.length >= 4)))}>{t('orders.delivery.keep_signature')}</Button>
        <Button variant="subtle" color="gray" disabled={strokes.length === 0} onClick={() => setStrokes([])}>{t('orders.delivery.sign_again')}</Button>
      </Group>
    </div>
  );
}
