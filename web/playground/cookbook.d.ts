/** Made from cookbook/*.graphql by scripts/build-playground.mjs: one example tab for each recipe. */
declare module 'cookbook' {
  const recipes: { name: string; query: string }[];
  export default recipes;
}
declare module '*.css';
