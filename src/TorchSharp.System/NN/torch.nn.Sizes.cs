namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        private static long[] Both(long size) => [size, size];

        private static long[] Pair((long, long) size) => [size.Item1, size.Item2];

        private static long[]? Pair((long, long)? size) => size is (long first, long second) ? [first, second] : null;

        private static long[]? Pair(long? size) => size is long each ? [each, each] : null;
    }
}
