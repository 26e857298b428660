// A button that wants to be held for a moment, with finger, mouse or the space bar, so that it is not pressed by chance.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import classes from './HoldButton.module.css';

const HOLD_MS = 1500;

interface Props {
  label: string;
  /** Shown while it is held. */
  hint: string;
  onHeld: () => void;
}

export function HoldButton({ label, hint, onHeld }: Props) {
  const [held, setHeld] = useState(false);
  const latest = useRef(onHeld);
  useEffect(() => {
    latest.current = onHeld;
  });
  useEffect(() => {
    if (!held) return undefined;
    const timer = setTimeout(() => {
      setHeld(false);
      latest.current();
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [held]);
  const isKey = (key: string) => key === ' ' || key === 'Enter';
  const end = () => setHeld(false);
  return (
    <Button
      variant="subtle"
      color="gray"
      className={classes['hold'] ?? ''}
      data-held={held || undefined}
      onPointerDown={() => setHeld(true)}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onBlur={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => { if (isKey(event.key)) setHeld(true); }}
      onKeyUp={(event) => { if (isKey(event.key)) end(); }}
    >
      {held ? hint : label}
    </Button>
  );
}
