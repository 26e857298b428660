// Search as you type. The text stands in the address, so that a list can be kept, shared and gone back to.
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { put } from '../../records/filter';
import { usePhone } from '../../shared/usePhone';
import { settled, type SearchText } from './searchText';

export function SearchBox({ hint }: { hint?: string }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const asked = search.get('q') ?? '';
  // The address follows the fingers with a delay. Until it has caught up, what it says of earlier letters is not news;
  // once it has, anything else it says was chosen elsewhere and replaces the text.
  const [typed, setTyped] = useState<SearchText>({ text: asked, asks: asked, ours: [asked] });
  const latest = settled(typed, asked);
  if (latest !== typed) setTyped(latest);
  const wantsFocus = search.get('focus') === 'search';

  useEffect(() => {
    if (!wantsFocus) return;
    input.current?.focus();
    setSearch((now) => put(now, 'focus', ''), { replace: true });
  }, [wantsFocus, setSearch]);

  const type = (text: string, composing: boolean) => {
    // While an input method composes, its letters are searched as pinyin initials.
    const asks = composing ? text.replace(/['’\s]/g, '') : text.trim();
    setTyped({ text, asks, ours: [...latest.ours, asks] });
    setSearch((now) => put(put(now, 'focus', ''), 'q', asks), { replace: true });
  };

  return (
    <TextInput
      ref={input}
      type="search"
      role="searchbox"
      aria-label={hint ?? t('customers.search')}
      placeholder={hint ?? (phone ? t('customers.search_short') : t('customers.search'))}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={latest.text !== '' && <CloseButton size={32} aria-label={t('common.clear')} onClick={() => type('', false)} />}
      value={latest.text}
      onChange={(event) => type(event.currentTarget.value, event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)}
      onCompositionEnd={(event) => type(event.currentTarget.value, false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.blur();
      }}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
