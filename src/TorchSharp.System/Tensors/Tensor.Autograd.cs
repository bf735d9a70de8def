using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds the gradients of this tensor, one number, to the leaves it was computed from.</summary>
        public void backward() => autograd.backward([this]);

        /// <param name="grad_tensors">The gradient of this tensor itself; needed unless it is one number.</param>
        /// <param name="retain_graph">Keep the recorded operators for another backward.</param>
        /// <param name="create_graph">Record the backward itself, for gradients of gradients.</param>
        /// <param name="inputs">The leaves that get gradients; all when null.</param>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors!, retain_graph, create_graph, inputs!);

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a computed tensor, which backward drops otherwise.</summary>
        public void retain_grad()
        {
            NativeMethods.Check(NativeMethods.mtl_tensor_retain_grad(Handle));
            GC.KeepAlive(this);
        }
    }
}
