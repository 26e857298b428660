// A signature as it was drawn.
import classes from './Process.module.css';
import { PAPER, pointsOf, readStrokes } from './strokes';

const INK = '#1c2430';
const WIDTH = 7;

export function SignatureView({ strokes, label }: { strokes: string; label: string }) {
  return (
    <svg className={classes['signature']} viewBox={`0 0 ${PAPER.width} ${PAPER.height}`} role="img" aria-label={label}>
      {readStrokes(strokes).map((stroke) => {
        const points = pointsOf(stroke);
        return <polyline key={points} points={points} fill="none" stroke={INK} strokeWidth={WIDTH} strokeLinecap="round" strokeLinejoin="round" />;
      })}
    </svg>
  );
}
