using System.Runtime.CompilerServices;
using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign(select(0, i1), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => Assign(At(i1, i2), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At(i1, i2, i3);
            set => Assign(At(i1, i2, i3), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At(i1, i2, i3, i4);
            set => Assign(At(i1, i2, i3, i4), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At(i1, i2, i3, i4, i5);
            set => Assign(At(i1, i2, i3, i4, i5), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At(i1, i2, i3, i4, i5, i6);
            set => Assign(At(i1, i2, i3, i4, i5, i6), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => Assign(At(indices), value);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var views = new Views(this, indices);
            return views.Take();
        }

        public Tensor index(params Tensor[] indices) => Op.Call("aten::index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var views = new Views(this, indices);
            views.Put(value, accumulate);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Op.Mutate("aten::index_put_", this, indices, value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor filled = Filled(value);
            return index_put_(filled, indices, accumulate: false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor filled = Filled(value);
            return index_put_(filled, indices, accumulate: false);
        }

        private Tensor Filled(Scalar value) => full(ReadOnlySpan<long>.Empty, value, dtype, device);

        private Tensor At(params ReadOnlySpan<long> indices)
        {
            Tensor current = this;
            foreach (long position in indices)
            {
                Tensor next = current.select(0, position);
                if (!ReferenceEquals(current, this)) current.Dispose();
                current = next;
            }
            return ReferenceEquals(current, this) ? alias() : current;
        }

        private static void Assign(Tensor view, Tensor value)
        {
            using (view) view.copy_(value);
        }

        /// <summary>
        /// Indexing as Python does it: numbers, slices and new axes make views; masks and index tensors are
        /// collected, each at the dimension it applies to, for one gather or scatter at the end.
        /// </summary>
        private sealed class Views : IDisposable
        {
            private readonly List<Tensor> _made = [];
            private readonly List<Tensor?> _gathered = [];
            private Tensor _view;

            public Views(Tensor self, TensorIndex[] indices)
            {
                _view = self;
                long taken = indices.Sum(Consumed);
                if (taken > self.ndim)
                    throw new IndexOutOfRangeException($"{self} was given {taken} indices; it has {self.ndim} dimensions.");
                if (indices.Count(each => each.Type == TensorIndex.Kind.Ellipsis) > 1)
                    throw new ArgumentException("An index may hold one ellipsis only.", nameof(indices));

                int dimension = 0;
                try
                {
                    foreach (TensorIndex entry in indices) Apply(entry, ref dimension, self.ndim - taken);
                }
                catch
                {
                    Dispose();
                    throw;
                }
            }

            private bool Gathers => _gathered.Exists(each => each is not null);

            public Tensor Take() => Gathers ? Op.Call("aten::index.Tensor", _view, _gathered.ToArray()) : _view.alias();

            public void Put(Tensor value, bool accumulate)
            {
                if (Gathers) Op.Run("aten::index_put_", _view, _gathered.ToArray(), value, accumulate);
                else if (accumulate) _view.add_(value);
                else _view.copy_(value);
            }

            public void Dispose() => _made.ForEach(each => each.Dispose());

            private static long Consumed(TensorIndex entry) => entry.Type switch
            {
                TensorIndex.Kind.Single or TensorIndex.Kind.Slice or TensorIndex.Kind.Null => 1,
                TensorIndex.Kind.Tensor => entry.Indices!.dtype is ScalarType.Bool or ScalarType.Byte ? entry.Indices.ndim : 1,
                _ => 0,
            };

            private void Apply(TensorIndex entry, ref int dimension, long skippedByEllipsis)
            {
                switch (entry.Type)
                {
                    case TensorIndex.Kind.Single:
                        Use(_view.select(dimension, entry.Start ?? throw new ArgumentException("A single index needs a number.")));
                        break;
                    case TensorIndex.Kind.Slice:
                        Use(Op.Call("aten::slice.Tensor", _view, dimension, entry.Start, entry.Stop, entry.Step ?? 1));
                        dimension++;
                        break;
                    case TensorIndex.Kind.Null:
                        dimension++;
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dimension += (int)skippedByEllipsis;
                        break;
                    case TensorIndex.Kind.None:
                        Use(_view.unsqueeze(dimension));
                        dimension++;
                        break;
                    case TensorIndex.Kind.Bool:
                        Use(_view.unsqueeze(dimension));
                        Gather(Kept(tensor(entry.Start != 0).unsqueeze(0)), ref dimension);
                        break;
                    case TensorIndex.Kind.Tensor:
                        Gather(entry.Indices!, ref dimension);
                        break;
                }
            }

            /// <summary>A mask stands for as many dimensions as it has, so the next entry applies after them.</summary>
            private void Gather(Tensor indices, ref int dimension)
            {
                while (_gathered.Count < dimension) _gathered.Add(null);
                _gathered.Add(indices);
                bool mask = indices.dtype is ScalarType.Bool or ScalarType.Byte;
                if (mask && indices.ndim != 1)
                {
                    // index() expands an n-dimensional mask to n index tensors, but counts it as one entry;
                    // give it those n entries, so that later ones keep their place.
                    _gathered.RemoveAt(_gathered.Count - 1);
                    foreach (Tensor each in Op.All("aten::nonzero_numpy", indices)) _gathered.Add(Kept(each));
                    dimension += (int)indices.ndim;
                    return;
                }
                dimension++;
            }

            private void Use(Tensor view)
            {
                _view = Kept(view);
            }

            private Tensor Kept(Tensor made)
            {
                _made.Add(made);
                return made;
            }
        }
    }
}
