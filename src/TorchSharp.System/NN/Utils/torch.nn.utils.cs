using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on the parameters of a network as a whole.</summary>
        public static partial class utils
        {
            /// <summary>Scales the gradients so that their common norm is at most <paramref name="max_norm"/>.</summary>
            /// <param name="norm_type">Which p-norm; infinity for the largest absolute value.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                Tensor[] gradients = Gradients(tensors);
                if (gradients.Length == 0) return 0;
                Tensor total = stack(gradients.Select(gradient => Norm(gradient, norm_type).cpu()));
                double norm = (gradients.Length == 1 ? total[0] : Norm(total, norm_type)).ToDouble();
                // PyTorch's margin, which also keeps a gradient of zero from a division by zero.
                double scale = max_norm / (norm + 1e-6);
                if (scale < 1) Foreach.Multiply(gradients, scale);
                return norm;
            }

            /// <summary>Holds every element of the gradients within ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                foreach (Tensor gradient in Gradients(tensors)) gradient.clamp_(-clip_value, clip_value);
            }

            /// <summary>The weights of one convolution that does what a convolution and the batch normalisation after it do in inference.</summary>
            /// <param name="transpose">Whether the convolution is transposed, so that its weight has the outputs second.</param>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(
                Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b,
                bool transpose = false)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                Tensor scale = (bn_rv + bn_eps).rsqrt();
                if (bn_w is not null) scale *= bn_w;
                var shape = new long[conv_w.ndim];
                Array.Fill(shape, 1);
                shape[transpose ? 1 : 0] = -1;
                Tensor weight = conv_w * scale.reshape(shape);
                Tensor bias = (conv_b is null ? -bn_rm : conv_b - bn_rm) * scale;
                if (bn_b is not null) bias += bn_b;
                var fused = (weight: new Parameter(weight, conv_w.requires_grad), bias: new Parameter(bias, conv_b?.requires_grad ?? conv_w.requires_grad));
                scope.MoveToOuter(fused.weight, fused.bias);
                return fused;
            }

            /// <summary>All parameters in one long row.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                Tensor[] rows = [.. tensors.Select(tensor => tensor.reshape(-1))];
                try
                {
                    return cat(rows);
                }
                finally
                {
                    foreach (Tensor row in rows) row.Dispose();
                }
            }

            /// <summary>Copies a long row back into the parameters it came from.</summary>
            /// <exception cref="ArgumentException">The row has not as many elements as the parameters.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                List<Parameter> targets = [.. tensors];
                long needed = targets.Sum(each => each.numel());
                if (vec.numel() != needed) throw new ArgumentException($"The vector has {vec.numel()} elements, the parameters {needed}.", nameof(vec));
                using IDisposable quiet = no_grad();
                long at = 0;
                foreach (Parameter target in targets)
                {
                    using Tensor part = vec.narrow(0, at, target.numel());
                    using Tensor shaped = part.view_as(target);
                    target.copy_(shaped);
                    at += target.numel();
                }
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> tensors) => [.. tensors.Select(tensor => tensor.grad!).Where(gradient => gradient is not null)];

            private static Tensor Norm(Tensor tensor, double p)
            {
                if (!double.IsPositiveInfinity(p)) return tensor.norm((float)p);
                using Tensor magnitude = tensor.abs();
                return magnitude.max();
            }
        }
    }
}
