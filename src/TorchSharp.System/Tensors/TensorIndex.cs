namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of a tensor: a number, a slice, an ellipsis, a new axis, a mask or indices.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Null,
            Ellipsis,
            Bool,
            Single,
            Slice,
            Tensor,
        }

        private TensorIndex(Kind type) => Type = type;

        /// <summary>All the dimensions that the other entries leave.</summary>
        public static readonly TensorIndex Ellipsis = new(Kind.Ellipsis);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex None = new(Kind.None);

        /// <summary>A slice over everything.</summary>
        public static readonly TensorIndex Null = new(Kind.Null);

        /// <summary>A slice over everything.</summary>
        public static readonly TensorIndex Colon = Slice();

        internal Kind Type { get; }

        /// <summary>The index, the truth value, or the start of the slice.</summary>
        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        /// <param name="start">The first element, from the end when negative.</param>
        /// <param name="stop">The element after the last one, from the end when negative.</param>
        /// <param name="step">At least 1.</param>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(Kind.Slice) { Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(Position(range.Start), range.End.Equals(Index.End) ? null : Position(range.End));

        public static TensorIndex Bool(bool value) => new(Kind.Bool) { Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new(Kind.Single) { Start = index };

        public static TensorIndex Tensor(torch.Tensor tensor) => new(Kind.Tensor) { Indices = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        private static long Position(Index index) => index.IsFromEnd ? -(long)index.Value : index.Value;
    }
}
