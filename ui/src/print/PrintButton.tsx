// 打印: opens the document as it will be, beside the record it belongs to.
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FileId, Subject } from '../api/types';
import { PrintSheet } from './PrintSheet';

interface Props {
  /** The customer file that the record stands in. */
  file: FileId;
  subject: Subject;
  /** With this version of the template; without one the present version. */
  version?: number;
  /** Where there is little room. */
  small?: boolean;
}

export function PrintButton({ file, subject, version, small }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const label = t(version === undefined ? 'print.print' : 'print.again');
  return (
    <>
      <Button variant="default" size={small ? 'compact-sm' : 'sm'} leftSection={<IconPrinter size={18} aria-hidden />} aria-label={`${label} ${t(`print.titles.${subject.kind}`)}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && <PrintSheet file={file} subject={subject} {...(version === undefined ? {} : { version })} onClose={() => setOpen(false)} />}
    </>
  );
}
