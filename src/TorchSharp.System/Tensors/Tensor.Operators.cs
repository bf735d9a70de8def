using MtlDsl.Native;

namespace TorchSharp;

#pragma warning disable CS0660, CS0661 // Equals and GetHashCode are about the object; == compares elements.

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator +(Tensor left, int right) => Op.Call("aten::add.Scalar", left, right);

        public static Tensor operator +(Tensor left, long right) => Op.Call("aten::add.Scalar", left, right);

        public static Tensor operator +(Tensor left, float right) => Op.Call("aten::add.Scalar", left, right);

        public static Tensor operator +(Tensor left, double right) => Op.Call("aten::add.Scalar", left, right);

        public static Tensor operator +(int left, Tensor right) => right + left;

        public static Tensor operator +(long left, Tensor right) => right + left;

        public static Tensor operator +(float left, Tensor right) => right + left;

        public static Tensor operator +(double left, Tensor right) => right + left;

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => Op.Call("aten::rsub.Scalar", right, left);

        public static Tensor operator -(Tensor left, int right) => Op.Call("aten::sub.Scalar", left, right);

        public static Tensor operator -(Tensor left, long right) => Op.Call("aten::sub.Scalar", left, right);

        public static Tensor operator -(Tensor left, float right) => Op.Call("aten::sub.Scalar", left, right);

        public static Tensor operator -(Tensor left, double right) => Op.Call("aten::sub.Scalar", left, right);

        public static Tensor operator -(int left, Tensor right) => Op.Call("aten::rsub.Scalar", right, left);

        public static Tensor operator -(long left, Tensor right) => Op.Call("aten::rsub.Scalar", right, left);

        public static Tensor operator -(float left, Tensor right) => Op.Call("aten::rsub.Scalar", right, left);

        public static Tensor operator -(double left, Tensor right) => Op.Call("aten::rsub.Scalar", right, left);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator *(Tensor left, int right) => Op.Call("aten::mul.Scalar", left, right);

        public static Tensor operator *(Tensor left, long right) => Op.Call("aten::mul.Scalar", left, right);

        public static Tensor operator *(Tensor left, float right) => Op.Call("aten::mul.Scalar", left, right);

        public static Tensor operator *(Tensor left, double right) => Op.Call("aten::mul.Scalar", left, right);

        public static Tensor operator *(int left, Tensor right) => right * left;

        public static Tensor operator *(long left, Tensor right) => right * left;

        public static Tensor operator *(float left, Tensor right) => right * left;

        public static Tensor operator *(double left, Tensor right) => right * left;

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => Quotient(left, right);

        public static Tensor operator /(Tensor left, int right) => Op.Call("aten::div.Scalar", left, right);

        public static Tensor operator /(Tensor left, long right) => Op.Call("aten::div.Scalar", left, right);

        public static Tensor operator /(Tensor left, float right) => Op.Call("aten::div.Scalar", left, right);

        public static Tensor operator /(Tensor left, double right) => Op.Call("aten::div.Scalar", left, right);

        public static Tensor operator /(int left, Tensor right) => Quotient(left, right);

        public static Tensor operator /(long left, Tensor right) => Quotient(left, right);

        public static Tensor operator /(float left, Tensor right) => Quotient(left, right);

        public static Tensor operator /(double left, Tensor right) => Quotient(left, right);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator %(Tensor left, int right) => Op.Call("aten::remainder.Scalar", left, right);

        public static Tensor operator %(Tensor left, long right) => Op.Call("aten::remainder.Scalar", left, right);

        public static Tensor operator %(Tensor left, float right) => Op.Call("aten::remainder.Scalar", left, right);

        public static Tensor operator %(Tensor left, double right) => Op.Call("aten::remainder.Scalar", left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        /// <summary>A number over a tensor, as Python's <c>__rtruediv__</c>: the reciprocal times the number.</summary>
        private static Tensor Quotient(Arg left, Tensor right)
        {
            using Tensor reciprocal = right.reciprocal();
            return Op.Call("aten::mul.Scalar", reciprocal, left);
        }
    }
}
