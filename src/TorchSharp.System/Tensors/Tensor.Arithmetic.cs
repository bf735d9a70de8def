using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Op.Call("aten::add.Tensor", this, target);

        public Tensor add(Scalar scalar) => Op.Call("aten::add.Scalar", this, scalar);

        public Tensor add_(Tensor target) => Op.Mutate("aten::add_.Tensor", this, target);

        public Tensor add_(Scalar scalar) => Op.Mutate("aten::add_.Scalar", this, scalar);

        public Tensor sub(Tensor target) => Op.Call("aten::sub.Tensor", this, target);

        public Tensor sub(Scalar target) => Op.Call("aten::sub.Scalar", this, target);

        public Tensor sub_(Tensor target) => Op.Mutate("aten::sub_.Tensor", this, target);

        public Tensor sub_(Scalar target) => Op.Mutate("aten::sub_.Scalar", this, target);

        public Tensor mul(Tensor target) => Op.Call("aten::mul.Tensor", this, target);

        public Tensor mul(Scalar target) => Op.Call("aten::mul.Scalar", this, target);

        public Tensor mul_(Tensor target) => Op.Mutate("aten::mul_.Tensor", this, target);

        public Tensor mul_(Scalar target) => Op.Mutate("aten::mul_.Scalar", this, target);

        public Tensor add(Tensor target, Scalar alpha) => Op.Call("aten::add.Tensor", this, target, alpha);

        public Tensor add(Scalar scalar, Scalar alpha) => Op.Call("aten::add.Scalar", this, scalar, alpha);

        public Tensor add_(Tensor target, Scalar alpha) => Op.Mutate("aten::add_.Tensor", this, target, alpha);

        public Tensor add_(Scalar scalar, Scalar alpha) => Op.Mutate("aten::add_.Scalar", this, scalar, alpha);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.Call("aten::div.Tensor_mode", this, target, Named(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.Call("aten::div.Scalar_mode", this, target, Named(rounding_mode));

        public Tensor pow(Tensor exponent) => Op.Call("aten::pow.Tensor_Tensor", this, exponent);

        public Tensor pow(Scalar exponent) => Op.Call("aten::pow.Tensor_Scalar", this, exponent);

        public Tensor remainder(Tensor target) => Op.Call("aten::remainder.Tensor", this, target);

        public Tensor remainder(Scalar scalar) => Op.Call("aten::remainder.Scalar", this, scalar);

        public Tensor fmod(Tensor target) => Op.Call("aten::fmod.Tensor", this, target);

        public Tensor fmod(Scalar scalar) => Op.Call("aten::fmod.Scalar", this, scalar);

        public Tensor floor_divide(Tensor other) => Op.Call("aten::floor_divide", this, other);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Call("aten::addcmul", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Call("aten::addcdiv", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.Call("aten::addcdiv", this, tensor1, tensor2);

        public Tensor lerp(Tensor end, Tensor weight) => Op.Call("aten::lerp.Tensor", this, end, weight);

        public Tensor atan2(Tensor other) => Op.Call("aten::atan2", this, other);

        public Tensor bitwise_and(Tensor other) => Op.Call("aten::bitwise_and.Tensor", this, other);

        public Tensor bitwise_or(Tensor other) => Op.Call("aten::bitwise_or.Tensor", this, other);

        public Tensor bitwise_xor(Tensor other) => Op.Call("aten::bitwise_xor.Tensor", this, other);

        public Tensor logical_and(Tensor other) => Op.Call("aten::logical_and", this, other);

        public Tensor logical_or(Tensor other) => Op.Call("aten::logical_or", this, other);

        public Tensor logical_xor(Tensor other) => Op.Call("aten::logical_xor", this, other);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.Mutate("aten::div_.Tensor_mode", this, target, Named(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.Mutate("aten::div_.Scalar_mode", this, target, Named(rounding_mode));

        public Tensor pow_(Tensor exponent) => Op.Mutate("aten::pow_.Tensor", this, exponent);

        public Tensor pow_(Scalar exponent) => Op.Mutate("aten::pow_.Scalar", this, exponent);

        public Tensor remainder_(Tensor target) => Op.Mutate("aten::remainder_.Tensor", this, target);

        public Tensor remainder_(Scalar scalar) => Op.Mutate("aten::remainder_.Scalar", this, scalar);

        public Tensor fmod_(Tensor target) => Op.Mutate("aten::fmod_.Tensor", this, target);

        public Tensor fmod_(Scalar scalar) => Op.Mutate("aten::fmod_.Scalar", this, scalar);

        public Tensor floor_divide_(Tensor other) => Op.Mutate("aten::floor_divide_.Tensor", this, other);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Mutate("aten::addcmul_", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Mutate("aten::addcdiv_", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.Mutate("aten::addcdiv_", this, tensor1, tensor2);

        public Tensor lerp_(Tensor end, Tensor weight) => Op.Mutate("aten::lerp_.Tensor", this, end, weight);

        public Tensor atan2_(Tensor other) => Op.Mutate("aten::atan2_", this, other);

        public Tensor bitwise_and_(Tensor other) => Op.Mutate("aten::bitwise_and_.Tensor", this, other);

        public Tensor bitwise_or_(Tensor other) => Op.Mutate("aten::bitwise_or_.Tensor", this, other);

        public Tensor bitwise_xor_(Tensor other) => Op.Mutate("aten::bitwise_xor_.Tensor", this, other);

        public Tensor logical_and_(Tensor other) => Op.Mutate("aten::logical_and_", this, other);

        public Tensor logical_or_(Tensor other) => Op.Mutate("aten::logical_or_", this, other);

        public Tensor logical_xor_(Tensor other) => Op.Mutate("aten::logical_xor_", this, other);

        public Tensor maximum(Tensor other) => Op.Call("aten::maximum", this, other);

        public Tensor minimum(Tensor other) => Op.Call("aten::minimum", this, other);

        public Tensor fmax(Tensor other) => Op.Call("aten::fmax", this, other);

        public Tensor fmin(Tensor other) => Op.Call("aten::fmin", this, other);

        public Tensor hypot(Tensor other) => Op.Call("aten::hypot", this, other);

        private static string? Named(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
