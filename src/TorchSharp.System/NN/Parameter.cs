using MtlDsl.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns.</summary>
    public class Parameter : Tensor
    {
        /// <param name="data">Detached from whatever it was computed from; memory is shared.</param>
        public Parameter(Tensor data, bool requires_grad = true) : base(Detached(data))
        {
            this.requires_grad = requires_grad;
        }

        private static nint Detached(Tensor data)
        {
            using Tensor detached = data.detach();
            return NativeMethods.mtl_tensor_retain(detached.Handle);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
