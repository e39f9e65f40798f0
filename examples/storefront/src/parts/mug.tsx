/** The picture of the demo's only product. */
export const Mug = () => (
  <svg className="mug" viewBox="0 0 240 200" aria-hidden="true">
    <rect width="240" height="200" rx="14" fill="#dfe9e4" />
    <ellipse cx="112" cy="168" rx="68" ry="9" fill="#b7c9c1" />
    <path d="M150 78h18a24 24 0 0 1 0 58h-20" fill="none" stroke="#0f5f53" strokeWidth="13" strokeLinecap="round" />
    <path d="M64 52h92v86a26 26 0 0 1-26 26H90a26 26 0 0 1-26-26z" fill="#127264" />
    <path d="M64 52h92v34c-18 14-30-6-46 4s-28 8-46-2z" fill="#f3e7d3" />
    <ellipse cx="110" cy="52" rx="46" ry="9" fill="#0b4c43" />
    <path d="M96 34c-8-9 7-12 0-22M118 34c-8-9 7-12 0-22" fill="none" stroke="#7f9b91" strokeWidth="4" strokeLinecap="round" />
  </svg>
)
