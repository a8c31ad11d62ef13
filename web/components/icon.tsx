import {
  ArrowLeftRight,
  Blend,
  Bookmark,
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
  SquircleDashed,
  Sun,
  SunMoon,
  Table2,
  ThumbsDown,
  ThumbsUp,
  TriangleAlert,
  Undo2,
  X,
} from 'lucide';

const icons = {
  swap: ArrowLeftRight,
  density: Blend,
  contours: SquircleDashed,
  bookmark: Bookmark,
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
  path: Route,
  search: Search,
  edit: PencilRuler,
  topics: Shapes,
  curve: Spline,
  light: Sun,
  auto: SunMoon,
  table: Table2,
  thumbsDown: ThumbsDown,
  thumbsUp: ThumbsUp,
  warning: TriangleAlert,
  undo: Undo2,
  close: X,
};

/** The names of the icons. */
export type IconName = keyof typeof icons;

/** An icon. It is hidden from screen readers; the control that contains it needs a name. */
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
        // Any SVG element name works here; JSX needs one literal type.
        const Tag = tag as 'path';
        return <Tag key={JSON.stringify(attributes)} {...attributes} />;
      })}
    </svg>
  );
}
