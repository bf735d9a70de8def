using MtlDsl.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// libtorch's operators over whole lists of tensors: one call changes all parameters of a group. Methods named as
/// commands change their first list; the others return new tensors.
/// </summary>
internal static class Foreach
{
    public static Tensor[] Negated(Tensor[] tensors) => Op.All("aten::_foreach_neg", tensors);

    public static Tensor[] Sum(Tensor[] tensors, Tensor[] others, double scale) => Op.All("aten::_foreach_add.List", tensors, others, scale);

    public static Tensor[] Sum(Tensor[] tensors, double number) => Op.All("aten::_foreach_add.Scalar", tensors, number);

    public static Tensor[] SquareRoot(Tensor[] tensors) => Op.All("aten::_foreach_sqrt", tensors);

    public static Tensor[] Maximum(Tensor[] tensors, Tensor[] others) => Op.All("aten::_foreach_maximum.List", tensors, others);

    public static void Add(Tensor[] tensors, Tensor[] others, double scale) => Op.Run("aten::_foreach_add_.List", tensors, others, scale);

    public static void Add(Tensor[] tensors, double number) => Op.Run("aten::_foreach_add_.Scalar", tensors, number);

    public static void Multiply(Tensor[] tensors, double factor) => Op.Run("aten::_foreach_mul_.Scalar", tensors, factor);

    public static void Multiply(Tensor[] tensors, Tensor[] others) => Op.Run("aten::_foreach_mul_.List", tensors, others);

    public static void Divide(Tensor[] tensors, double divisor) => Op.Run("aten::_foreach_div_.Scalar", tensors, divisor);

    public static void Divide(Tensor[] tensors, Tensor[] others) => Op.Run("aten::_foreach_div_.List", tensors, others);

    public static void SquareRootInPlace(Tensor[] tensors) => Op.Run("aten::_foreach_sqrt_", tensors);

    /// <summary>Adds a scaled product.</summary>
    public static void AddProduct(Tensor[] tensors, Tensor[] left, Tensor[] right, double scale) =>
        Op.Run("aten::_foreach_addcmul_.Scalar", tensors, left, right, scale);

    /// <summary>Adds a scaled quotient.</summary>
    public static void AddQuotient(Tensor[] tensors, Tensor[] left, Tensor[] right, double scale) =>
        Op.Run("aten::_foreach_addcdiv_.Scalar", tensors, left, right, scale);
}
