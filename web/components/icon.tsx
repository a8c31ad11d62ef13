import {
  ArrowLeftRight,
  Bookmark,
  Check,
  ChevronDown,
  ChevronRight,
  Download,
  FileUp,
  Filter,
  Focus,
  GitCompareArrows,
  Info,
  Link,
  List,
  Maximize,
  MessageSquareText,
  Minus,
  Moon,
  PencilRuler,
  Plus,
  Redo2,
  Route,
  Search,
  Shapes,
  Spline,
  Sun,
  SunMoon,
  ThumbsDown,
  ThumbsUp,
  TriangleAlert,
  Undo2,
  X,
} from 'lucide';

const icons = {
  swap: ArrowLeftRight,
  keep: Bookmark,
  check: Check,
  down: ChevronDown,
  right: ChevronRight,
  download: Download,
  open: FileUp,
  filter: Filter,
  focus: Focus,
  compare: GitCompareArrows,
  info: Info,
  link: Link,
  list: List,
  fit: Maximize,
  ask: MessageSquareText,
  minus: Minus,
  dark: Moon,
  plus: Plus,
  redo: Redo2,
  way: Route,
  search: Search,
  shape: PencilRuler,
  topics: Shapes,
  curve: Spline,
  light: Sun,
  auto: SunMoon,
  bad: ThumbsDown,
  good: ThumbsUp,
  warning: TriangleAlert,
  undo: Undo2,
  close: X,
};

export type IconName = keyof typeof icons;

/** A drawn sign; the control that holds it has the name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {icons[name].map(([tag, attributes]) => {
        const Tag = tag as 'path';
        return <Tag key={JSON.stringify(attributes)} {...attributes} />;
      })}
    </svg>
  );
}
