// Style sheets that browser tests load for their effect.
declare module '*.css';
