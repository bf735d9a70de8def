using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Normalises each channel; in training by the batch's own statistics, which also move the running ones.</summary>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-5) =>
                Op.Call("aten::batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, CudnnEnabled);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Op.Call("aten::group_norm", input, num_groups, weight, bias, eps, CudnnEnabled);

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Op.Call("aten::layer_norm", input, normalized_shape, weight, bias, eps, CudnnEnabled);

            /// <summary>Divides by the p-norm along a dimension, or by <paramref name="eps"/> where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using Tensor norm = Op.Call("aten::norm.ScalarOpt_dim", input, p, (long[])[dim], true);
                using Tensor divisor = norm.clamp_min(eps);
                return input.div(divisor);
            }

            private const bool CudnnEnabled = true;
        }
    }
}
