using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Numbers from <paramref name="start"/> up to, and without, <paramref name="stop"/>.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool real = start.Tag == ValueTag.Double || stop.Tag == ValueTag.Double || step.Tag == ValueTag.Double;
        ScalarType type = dtype ?? (real ? get_default_dtype() : ScalarType.Int64);
        return Recording(Op.Call("aten::arange.start_step", start, stop, step, type, Arg.None, device ?? get_default_device()), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers evenly spaced from <paramref name="start"/> to <paramref name="end"/>, both among them.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        Tensor made = Op.Call("aten::linspace", start, end, steps, dtype ?? get_default_dtype(), Arg.None, device ?? get_default_device());
        return Recording(made, requires_grad);
    }

    /// <summary>Ones on the diagonal; square when no columns are given.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        Tensor made = Op.Call(
            "aten::eye.m", rows, columns < 0 ? rows : columns, dtype ?? get_default_dtype(), Arg.None, device ?? get_default_device());
        return Recording(made, requires_grad);
    }
}
