// 打印预览: the pages as they will be, the language they speak, and the way to the PDF. What is masked on the screen is
// masked here; the paper holds it in full and is recorded.
import { Alert, Button, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../api/hooks';
import type { FileId, Language, Subject } from '../api/types';
import { Sheet } from '../records/Sheet';
import { ErrorNote } from '../shared/ErrorNote';
import { Loading } from '../shared/Loading';
import { saveBytes } from '../shared/saveText';
import classes from './Print.module.css';

interface Props {
  file: FileId;
  subject: Subject;
  version?: number;
  onClose: () => void;
}

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

export function PrintSheet({ file, subject, version, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState<Language>(i18n.language === 'en' ? 'en' : 'zh-CN');
  const request = { file, subject, language, version: version ?? null };
  const shown = useAsk('show_document', request, { keep: true });
  const print = useTell('print_document', { done: ({ pages }) => t('print.done', { count: pages }) });
  const save = () => print.mutate(request, {
    onSuccess: ({ file_name, pdf }) => {
      saveBytes(file_name, pdf);
      onClose();
    },
  });
  const document = shown.data;
  return (
    <Sheet
      opened
      wide
      title={t(`print.titles.${subject.kind}`)}
      onClose={onClose}
      onSubmit={save}
      actions={(
        <>
          <SegmentedControl
            aria-label={t('print.language')}
            value={language}
            onChange={(value) => setLanguage(value === 'en' ? 'en' : 'zh-CN')}
            data={LANGUAGES.map((one) => ({ value: one, label: t(`print.languages.${one}`) }))}
          />
          <Button type="submit" data-autofocus disabled={!document} loading={print.isPending} leftSection={<IconDownload size={18} aria-hidden />}>
            {t('print.save')}
          </Button>
        </>
      )}
    >
      <ErrorNote error={shown.error} again={() => void shown.refetch()} />
      <ErrorNote error={print.error} />
      {document?.missing && (
        <Alert role="alert" color="yellow" variant="light" icon={<IconAlertTriangle />}>{t('print.missing', { signs: [...document.missing].join(' ') })}</Alert>
      )}
      {document?.is_masked && (
        <Text size="sm" c="dimmed" className={classes['note'] ?? ''}><IconShieldCheck size={16} aria-hidden />{t('print.masked')}</Text>
      )}
      {document ? (
        <ol className={classes['pages']} aria-busy={shown.isPlaceholderData}>
          {document.pages.map((page, place) => (
            // Pages have no name but their place.
            // oxlint-disable-next-line no-array-index-key
            <li key={place}>
              <img className={classes['page']} alt={t('print.page', { page: place + 1, of: document.pages.length })} src={picture(page)} />
            </li>
          ))}
        </ol>
      ) : !shown.error && <Loading rows={6} />}
      {document && <Text size="xs" c="dimmed" ta="center">{t('print.version', { version: document.version })}</Text>}
    </Sheet>
  );
}

/** A picture's address: the page's policy lets no other kind in. */
const picture = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
