using System.Collections.Frozen;

namespace MtlDsl.Onnx;

/// <summary>
/// The standard operators that TensorRT reads, by the version that first did: operators.md of onnx-tensorrt in the branches 7.1, 8.0, 8.2, 8.4,
/// 8.5, 8.6 and 10.1. None was taken away in a later one.
/// </summary>
internal static class ReadOperators
{
    private static readonly FrozenDictionary<string, Version> Since = new (Version Version, string Operators)[]
    {
        (new(7, 1),
            """
            Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh AveragePool BatchNormalization Cast Ceil Clip Concat Constant ConstantOfShape Conv
            ConvTranspose Cos Cosh DepthToSpace DequantizeLinear Div Elu Equal Erf Exp Expand Flatten Floor GRU Gather Gemm GlobalAveragePool GlobalMaxPool
            Greater HardSigmoid Identity ImageScaler InstanceNormalization LRN LSTM LeakyRelu Less Log LogSoftmax Loop MatMul Max MaxPool Mean Min Mul Neg
            Not Or PRelu Pad ParametricSoftplus Pow QuantizeLinear RNN RandomUniform RandomUniformLike Range ReduceL1 ReduceL2 ReduceLogSum
            ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize ScaledTanh Scan Selu Shape Sigmoid Sin
            Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze Sub Sum Tan Tanh ThresholdedRelu Tile TopK Transpose Unsqueeze
            Upsample Where
            """),
        // NonMaxSuppression came with 8.0 as an experiment whose output is padded; what ONNX says it does from 8.5.
        (new(8, 0), "Celu CumSum Dropout EyeLike GatherElements GlobalLpPool GreaterOrEqual If LessOrEqual LpNormalization LpPool ReverseSequence"),
        (new(8, 2), "Einsum GatherND IsNaN Round Scatter ScatterElements ScatterND Sign"),
        (new(8, 4), "HardSwish RandomNormal RandomNormalLike Reciprocal Shrink Xor"),
        (new(8, 5), "GridSample MeanVarianceNormalization Mod NonMaxSuppression NonZero OneHot RoiAlign Trilu"),
        (new(8, 6), "GroupNormalization IsInf LayerNormalization"),
        (new(10, 1), "CastLike DeformConv Gelu Hardmax Mish"),
    }
    .SelectMany(row => row.Operators.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => (name, row.Version)))
    .ToFrozenDictionary(pair => pair.name, pair => pair.Version, StringComparer.Ordinal);

    /// <summary>Whether a runtime reads an operator.</summary>
    public static bool Reads(this ExportLimits reader, string type) =>
        reader.TensorRT is null || (Since.TryGetValue(type, out var since) && since <= reader.TensorRT);
}
