// Something that may be masked, with the way to see it in full beside it.
import type { ReactNode } from 'react';

import type { FileId, Hidden } from '../api/types';
import { isMasked } from './reveal';
import classes from './Reveal.module.css';
import { RevealLink } from './RevealSheet';

interface Props {
  file: FileId;
  hidden: Hidden;
  /** As the core gave it. */
  text: string;
  /** What or whose it is. */
  name: string;
  children: ReactNode;
}

export function Masked({ file, hidden, text, name, children }: Props) {
  if (!isMasked(text)) return children;
  return (
    <div className={classes['masked']}>
      {children}
      <RevealLink file={file} hidden={hidden} name={name} />
    </div>
  );
}
