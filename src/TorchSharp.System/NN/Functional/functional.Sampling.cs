using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Enlarges or reduces the spatial dimensions of an N×C×… tensor.</summary>
            /// <param name="size">The spatial sizes of the result.</param>
            /// <param name="scale_factor">What the spatial sizes are multiplied by; one number for all or one each. Either this or the size.</param>
            /// <param name="align_corners">Whether the centres of the corner cells coincide; for the linear and cubic modes only.</param>
            /// <param name="recompute_scale_factor">Sample by the ratio of the sizes, which are whole, and not by the factor given.</param>
            /// <param name="antialias">Smooth when reducing; for bilinear and bicubic only.</param>
            /// <exception cref="ArgumentException">Both or neither of size and factor are given, or the mode does not fit the arguments.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                int spatial = (int)x.ndim - 2;
                if (size is null == scale_factor is null) throw new ArgumentException("interpolate needs either a size or a scale factor.");
                bool smooth = mode is InterpolationMode.Linear or InterpolationMode.Bilinear or InterpolationMode.Bicubic or InterpolationMode.Trilinear;
                if (align_corners is not null && !smooth)
                    throw new ArgumentException($"align_corners has no meaning for the mode {mode}; leave it null.", nameof(align_corners));

                double[]? factors = PerDimension(scale_factor, spatial);
                long[]? sizes = PerDimension(size, spatial);
                if (factors is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    long[] shape = x.shape;
                    sizes = [.. factors.Select((factor, i) => (long)Math.Floor(shape[i + 2] * factor))];
                    factors = null;
                }

                bool corners = align_corners ?? false;
                return (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, >= 1 and <= 3) => Op.Call($"aten::upsample_nearest{spatial}d.vec", x, sizes, factors),
                    (InterpolationMode.NearestExact, >= 1 and <= 3) => Op.Call($"aten::_upsample_nearest_exact{spatial}d.vec", x, sizes, factors),
                    (InterpolationMode.Area, >= 1 and <= 3) => Op.Call($"aten::adaptive_avg_pool{spatial}d", x, sizes!),
                    (InterpolationMode.Linear, 1) => Op.Call("aten::upsample_linear1d.vec", x, sizes, corners, factors),
                    (InterpolationMode.Bilinear, 2) when antialias => Op.Call("aten::_upsample_bilinear2d_aa.vec", x, sizes, corners, factors),
                    (InterpolationMode.Bilinear, 2) => Op.Call("aten::upsample_bilinear2d.vec", x, sizes, corners, factors),
                    (InterpolationMode.Bicubic, 2) when antialias => Op.Call("aten::_upsample_bicubic2d_aa.vec", x, sizes, corners, factors),
                    (InterpolationMode.Bicubic, 2) => Op.Call("aten::upsample_bicubic2d.vec", x, sizes, corners, factors),
                    (InterpolationMode.Trilinear, 3) => Op.Call("aten::upsample_trilinear3d.vec", x, sizes, corners, factors),
                    _ => throw new ArgumentException($"The mode {mode} does not fit {x.metastr()}, which has {spatial} spatial dimensions.", nameof(mode)),
                };
            }

            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest,
                bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            /// <param name="grid">Where to sample, N×H×W×2 in −1…1, x before y.</param>
            public static Tensor grid_sample(
                Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros,
                bool? align_corners = null)
            {
                // libtorch numbers the modes bilinear, nearest and the paddings zeros, border, reflection.
                long interpolation = mode == GridSampleMode.Nearest ? 1 : 0;
                long padding = padding_mode switch
                {
                    GridSamplePaddingMode.Border => 1,
                    GridSamplePaddingMode.Reflection => 2,
                    _ => 0,
                };
                return Op.Call("aten::grid_sampler", input, grid, interpolation, padding, align_corners ?? false);
            }

            /// <summary>Adds a border; sizes from the last dimension on: left, right, top, bottom, ….</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => Op.Call("aten::pad", input, pad, "constant", value),
                PaddingModes.Zeros => Op.Call("aten::pad", input, pad, "constant", 0.0),
                PaddingModes.Reflect => Op.Call("aten::pad", input, pad, "reflect"),
                PaddingModes.Replicate => Op.Call("aten::pad", input, pad, "replicate"),
                PaddingModes.Circular => Op.Call("aten::pad", input, pad, "circular"),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such padding mode."),
            };

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Pair(pad), mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad, pad], mode, value);

            /// <summary>One-hot rows of the classes, along a new last dimension.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Op.Call("aten::one_hot", x, num_classes);

            private static T[]? PerDimension<T>(T[]? values, int count) =>
                values is { Length: 1 } && count > 1 ? [.. Enumerable.Repeat(values[0], count)] : values;
        }
    }
}
