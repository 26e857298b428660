// 安静的工作台: one accent, borders before shadows, text first. Values are computed for AA contrast in both schemes.
import {
  ActionIcon, Button, createTheme, CloseButton, Input, type CSSVariablesResolver, type MantineColorsTuple, Menu, Modal, MultiSelect, NumberInput, Paper, Select, Textarea, TextInput,
} from '@mantine/core';

const ink: MantineColorsTuple = [
  '#EEF4FB', '#D9E7F6', '#AFCEF0', '#7FB4EA', '#5B9ADB', '#4182C8', '#2C6EB8', '#1F5FA8', '#184D89', '#123C6C',
];
const slate: MantineColorsTuple = [
  '#E6EAF0', '#C9D1DC', '#9BA7B6', '#8491A2', '#3B4654', '#2C3541', '#1B212A', '#14181F', '#10141A', '#0B0E13',
];
const grey: MantineColorsTuple = [
  '#F6F7F9', '#EEF0F3', '#E3E7EC', '#D5DAE1', '#B9C1CC', '#8A94A3', '#5A6675', '#414B58', '#2E3743', '#1C2430',
];

export const theme = createTheme({
  colors: { ink, dark: slate, gray: grey },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: '#1C2430',
  fontFamily:
    '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei UI","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.35' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '999px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Input: Input.extend({ defaultProps: { size: 'md' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'md' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'md' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'md' } }),
    Select: Select.extend({ defaultProps: { size: 'md', checkIconPosition: 'right' } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { size: 'md' } }),
    Button: Button.extend({
      defaultProps: { size: 'md', fw: 500 },
      // On the light accent of the dark scheme only dark words can be read.
      vars: (_, { variant }) => ({ root: variant === undefined || variant === 'filled' ? { '--button-color': 'var(--fc-on-accent)' } : {} }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 44, variant: 'subtle', color: 'gray' } }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 44 } }),
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Paper: Paper.extend({ defaultProps: { radius: 'lg', withBorder: true } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 140 } } }),
  },
});

/** The product's own colours, by what they say. */
export const resolver: CSSVariablesResolver = () => ({
  variables: { '--fc-rail': '220px', '--fc-bar': '60px' },
  light: {
    '--mantine-color-body': '#FFFFFF',
    '--mantine-color-text': '#1C2430',
    '--mantine-color-dimmed': '#5A6675',
    '--mantine-color-placeholder': '#6B7685',
    '--mantine-color-error': '#B3261E',
    '--mantine-color-default-border': '#D5DAE1',
    '--mantine-color-anchor': '#1F5FA8',
    '--mantine-color-green-light': 'var(--fc-good-tint)',
    '--mantine-color-green-light-color': 'var(--fc-good)',
    '--mantine-color-yellow-light': 'var(--fc-warn-tint)',
    '--mantine-color-yellow-light-color': 'var(--fc-warn)',
    '--mantine-color-red-light': 'var(--fc-bad-tint)',
    '--mantine-color-red-light-color': 'var(--fc-bad)',
    '--fc-on-accent': '#FFFFFF',
    '--fc-canvas': '#F6F7F9',
    '--fc-surface': '#FFFFFF',
    '--fc-line': '#D5DAE1',
    '--fc-field': '#8A94A3',
    '--fc-accent': '#1F5FA8',
    '--fc-accent-tint': '#EEF4FB',
    '--fc-good': '#1B7445',
    '--fc-good-tint': '#E6F4EC',
    '--fc-warn': '#8A5300',
    '--fc-warn-tint': '#FFF3DC',
    '--fc-bad': '#B3261E',
    '--fc-bad-tint': '#FCE9E7',
    '--fc-clash': '#6A3FB5',
    '--fc-clash-tint': '#F1EBFC',
    '--fc-float': '0 6px 24px rgb(28 36 48 / 0.14)',
  },
  dark: {
    '--mantine-primary-color-contrast': '#0E1A28',
    '--mantine-color-body': '#1B212A',
    '--mantine-color-text': '#E6EAF0',
    '--mantine-color-dimmed': '#9BA7B6',
    '--mantine-color-placeholder': '#8E9AAA',
    '--mantine-color-error': '#F2A19B',
    '--mantine-color-default-border': '#3B4654',
    '--mantine-color-anchor': '#7FB4EA',
    '--mantine-color-green-light': 'var(--fc-good-tint)',
    '--mantine-color-green-light-color': 'var(--fc-good)',
    '--mantine-color-yellow-light': 'var(--fc-warn-tint)',
    '--mantine-color-yellow-light-color': 'var(--fc-warn)',
    '--mantine-color-red-light': 'var(--fc-bad-tint)',
    '--mantine-color-red-light-color': 'var(--fc-bad)',
    '--fc-on-accent': '#0E1A28',
    '--fc-canvas': '#14181F',
    '--fc-surface': '#1B212A',
    '--fc-line': '#333D4A',
    '--fc-field': '#6B7788',
    '--fc-accent': '#7FB4EA',
    '--fc-accent-tint': '#1E2D3F',
    '--fc-good': '#7CCB9E',
    '--fc-good-tint': '#173226',
    '--fc-warn': '#EBBE72',
    '--fc-warn-tint': '#372A12',
    '--fc-bad': '#F2A19B',
    '--fc-bad-tint': '#3D1F1D',
    '--fc-clash': '#C4AAF0',
    '--fc-clash-tint': '#2C2142',
    '--fc-float': '0 6px 24px rgb(0 0 0 / 0.5)',
  },
});
