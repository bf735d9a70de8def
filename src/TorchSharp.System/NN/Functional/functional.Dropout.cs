using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Op.Mutate("aten::dropout_", input, p, training) : Op.Call("aten::dropout", input, p, training);

            /// <summary>Sets whole channels of an N×C×H×W tensor to zero.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Op.Mutate("aten::feature_dropout_", input, p, training) : Op.Call("aten::feature_dropout", input, p, training);
        }
    }
}
