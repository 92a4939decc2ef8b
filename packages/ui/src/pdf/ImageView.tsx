/** A picture to read: fits the width, zooms and turns like a PDF. */
import { useEffect, useRef, useState } from 'react';
import { texts } from './texts.ts';
import { Toolbar } from './Toolbar.tsx';
import { useWidth, type View } from './useView.ts';
import './pdf.css';

export interface ImageViewProps {
  file: Blob;
  alt?: string;
}

export function ImageView({ file, alt }: ImageViewProps) {
  const t = texts.useT();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [view, setView] = useState<View>({ zoom: null, rotation: 0 });
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  const [broken, setBroken] = useState(false);
  const image = useRef<HTMLImageElement>(null);

  useEffect(() => {
    if (!image.current) return;
    const url = URL.createObjectURL(file);
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);

  if (broken) return <p className="qy-viewer-broken">{t('unreadable')}</p>;
  const sideways = view.rotation % 180 !== 0;
  const shownWidth = natural ? (sideways ? natural.height : natural.width) : 1;
  // A small picture is not blown up beyond its own pixels by fitting.
  const scale = view.zoom ?? Math.min(1, width / shownWidth);
  const size = natural && { width: natural.width * scale, height: natural.height * scale };
  return (
    <section className="qy-viewer" aria-busy={!natural}>
      <Toolbar view={view} scale={natural ? scale : 1} onChange={setView} />
      <div className="qy-viewer-scroll" tabIndex={0}>
        <div ref={frame} className="qy-viewer-pages">
          <div
            className="qy-viewer-page"
            style={size && { width: sideways ? size.height : size.width, height: sideways ? size.width : size.height }}
          >
            <img
              ref={image}
              alt={alt ?? t('image')}
              className="qy-viewer-image"
              style={size && { ...size, transform: `translate(-50%, -50%) rotate(${view.rotation}deg)`, opacity: 1 }}
              onLoad={({ currentTarget }) =>
                setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
              }
              onError={() => setBroken(true)}
            />
          </div>
        </div>
      </div>
    </section>
  );
}
