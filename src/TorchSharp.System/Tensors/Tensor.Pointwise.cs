using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Op.Call("aten::abs", this);

        public Tensor abs_() => Op.Mutate("aten::abs_", this);

        public Tensor acos() => Op.Call("aten::acos", this);

        public Tensor acos_() => Op.Mutate("aten::acos_", this);

        public Tensor asin() => Op.Call("aten::asin", this);

        public Tensor asin_() => Op.Mutate("aten::asin_", this);

        public Tensor atan() => Op.Call("aten::atan", this);

        public Tensor atan_() => Op.Mutate("aten::atan_", this);

        public Tensor ceil() => Op.Call("aten::ceil", this);

        public Tensor ceil_() => Op.Mutate("aten::ceil_", this);

        public Tensor cos() => Op.Call("aten::cos", this);

        public Tensor cos_() => Op.Mutate("aten::cos_", this);

        public Tensor cosh() => Op.Call("aten::cosh", this);

        public Tensor cosh_() => Op.Mutate("aten::cosh_", this);

        public Tensor erf() => Op.Call("aten::erf", this);

        public Tensor erf_() => Op.Mutate("aten::erf_", this);

        public Tensor erfc() => Op.Call("aten::erfc", this);

        public Tensor erfc_() => Op.Mutate("aten::erfc_", this);

        public Tensor exp() => Op.Call("aten::exp", this);

        public Tensor exp_() => Op.Mutate("aten::exp_", this);

        public Tensor expm1() => Op.Call("aten::expm1", this);

        public Tensor expm1_() => Op.Mutate("aten::expm1_", this);

        public Tensor floor() => Op.Call("aten::floor", this);

        public Tensor floor_() => Op.Mutate("aten::floor_", this);

        public Tensor frac() => Op.Call("aten::frac", this);

        public Tensor frac_() => Op.Mutate("aten::frac_", this);

        public Tensor log() => Op.Call("aten::log", this);

        public Tensor log_() => Op.Mutate("aten::log_", this);

        public Tensor log10() => Op.Call("aten::log10", this);

        public Tensor log10_() => Op.Mutate("aten::log10_", this);

        public Tensor log1p() => Op.Call("aten::log1p", this);

        public Tensor log1p_() => Op.Mutate("aten::log1p_", this);

        public Tensor log2() => Op.Call("aten::log2", this);

        public Tensor log2_() => Op.Mutate("aten::log2_", this);

        public Tensor neg() => Op.Call("aten::neg", this);

        public Tensor neg_() => Op.Mutate("aten::neg_", this);

        public Tensor reciprocal() => Op.Call("aten::reciprocal", this);

        public Tensor reciprocal_() => Op.Mutate("aten::reciprocal_", this);

        public Tensor rsqrt() => Op.Call("aten::rsqrt", this);

        public Tensor rsqrt_() => Op.Mutate("aten::rsqrt_", this);

        public Tensor sign() => Op.Call("aten::sign", this);

        public Tensor sign_() => Op.Mutate("aten::sign_", this);

        public Tensor sin() => Op.Call("aten::sin", this);

        public Tensor sin_() => Op.Mutate("aten::sin_", this);

        public Tensor sinh() => Op.Call("aten::sinh", this);

        public Tensor sinh_() => Op.Mutate("aten::sinh_", this);

        public Tensor sqrt() => Op.Call("aten::sqrt", this);

        public Tensor sqrt_() => Op.Mutate("aten::sqrt_", this);

        public Tensor square() => Op.Call("aten::square", this);

        public Tensor tan() => Op.Call("aten::tan", this);

        public Tensor tan_() => Op.Mutate("aten::tan_", this);

        public Tensor tanh() => Op.Call("aten::tanh", this);

        public Tensor tanh_() => Op.Mutate("aten::tanh_", this);

        public Tensor trunc() => Op.Call("aten::trunc", this);

        public Tensor trunc_() => Op.Mutate("aten::trunc_", this);

        public Tensor sigmoid() => Op.Call("aten::sigmoid", this);

        public Tensor sigmoid_() => Op.Mutate("aten::sigmoid_", this);

        public Tensor relu() => Op.Call("aten::relu", this);

        public Tensor relu_() => Op.Mutate("aten::relu_", this);

        public Tensor relu6() => Op.Call("aten::relu6", this);

        public Tensor relu6_() => Op.Mutate("aten::relu6_", this);

        public Tensor silu() => Op.Call("aten::silu", this);

        public Tensor silu_() => Op.Mutate("aten::silu_", this);

        public Tensor hardswish() => Op.Call("aten::hardswish", this);

        public Tensor hardswish_() => Op.Mutate("aten::hardswish_", this);

        public Tensor hardsigmoid() => Op.Call("aten::hardsigmoid", this);

        public Tensor hardsigmoid_() => Op.Mutate("aten::hardsigmoid_", this);

        public Tensor selu() => Op.Call("aten::selu", this);

        public Tensor selu_() => Op.Mutate("aten::selu_", this);

        public Tensor logical_not() => Op.Call("aten::logical_not", this);

        public Tensor logical_not_() => Op.Mutate("aten::logical_not_", this);

        public Tensor bitwise_not() => Op.Call("aten::bitwise_not", this);

        public Tensor bitwise_not_() => Op.Mutate("aten::bitwise_not_", this);

        public Tensor isnan() => Op.Call("aten::isnan", this);

        public Tensor isinf() => Op.Call("aten::isinf", this);

        public Tensor isfinite() => Op.Call("aten::isfinite", this);

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor round(long decimals = 0) => Op.Call("aten::round.decimals", this, decimals);

        public Tensor round_(long decimals = 0) => Op.Mutate("aten::round_.decimals", this, decimals);

        public Tensor gelu() => Op.Call("aten::gelu", this);

        public Tensor leaky_relu(Scalar negative_slope) => Op.Call("aten::leaky_relu", this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => Op.Mutate("aten::leaky_relu_", this, negative_slope);

        public Tensor elu(double alpha = 1) => Op.Call("aten::elu", this, alpha);

        public Tensor softplus(double beta = 1, double threshold = 20) => Op.Call("aten::softplus", this, beta, threshold);

        public Tensor hardtanh(Scalar min, Scalar max) => Op.Call("aten::hardtanh", this, min, max);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Op.Call("aten::nan_to_num", this, nan, posinf, neginf);

        public Tensor log_sigmoid() => Op.Call("aten::log_sigmoid", this);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.Call("aten::clamp", this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.Call("aten::clamp.Tensor", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.Mutate("aten::clamp_", this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.Mutate("aten::clamp_.Tensor", this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_max(Scalar max) => Op.Call("aten::clamp_max", this, max);

        public Tensor clamp_max_(Scalar max) => Op.Mutate("aten::clamp_max_", this, max);

        public Tensor clamp_min(Scalar min) => Op.Call("aten::clamp_min", this, min);

        public Tensor clamp_min_(Scalar min) => Op.Mutate("aten::clamp_min_", this, min);
    }
}
