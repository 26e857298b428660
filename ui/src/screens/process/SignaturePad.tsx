// A frame to sign in, by finger, pen or mouse.
import { Button } from '@mantine/core';
import { useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

import classes from './Process.module.css';
import { isFar, PAPER, pointsOf, type Stroke } from './strokes';

const INK = '#1c2430';
const WIDTH = 6;
/** Points of a whole signature, so that it stays small. */
const MOST_POINTS = 1200;

interface Props {
  label: string;
  strokes: readonly Stroke[];
  onChange: (strokes: Stroke[]) => void;
}

export function SignaturePad({ label, strokes, onChange }: Props) {
  const { t } = useTranslation();
  const [drawing, draw] = useState<Stroke | null>(null);
  const count = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  const at = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const scaled = (offset: number, size: number, most: number) => Math.min(most, Math.max(0, Math.round((offset / size) * most)));
    return [scaled(event.clientX - box.left, box.width, PAPER.width), scaled(event.clientY - box.top, box.height, PAPER.height)];
  };
  const end = () => {
    if (drawing && drawing.length >= 4) onChange([...strokes, drawing]);
    draw(null);
  };
  return (
    <div className={classes['pad']}>
      <svg
        viewBox={`0 0 ${PAPER.width} ${PAPER.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        data-testid="signature-pad"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          draw(at(event));
        }}
        onPointerMove={(event) => {
          if (!drawing || count + drawing.length / 2 > MOST_POINTS) return;
          const [x, y] = at(event);
          if (isFar(drawing, x, y)) draw([...drawing, x, y]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {[...strokes, ...(drawing ? [drawing] : [])].map((stroke, index) => (
          <polyline key={index} points={pointsOf(stroke)} fill="none" stroke={INK} strokeWidth={WIDTH} strokeLinecap="round" strokeLinejoin="round" />
        ))}
      </svg>
      <Button variant="subtle" color="gray" size="sm" mt={4} disabled={strokes.length === 0} onClick={() => onChange([])}>{t('process.drive.agreement_clear')}</Button>
    </div>
  );
}
